/**
 * The house's own small lint rules, which no published plugin has: file and folder names, endings of relative imports,
 * and what a browser file may pull in. Each reports at the import or at the head of the file.
 */
import path from 'node:path'
import { builtinRules } from 'eslint/use-at-your-own-risk'

const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.(test|spec|bench|module|d|config))*$/
const NEXT_FOLDER = /^(\(.*\)|\[{1,2}.*\]{1,2}|@[a-z-]+|_[a-z-]+)$/
const HOMELESS = new Set([
  'utils',
  'util',
  'helpers',
  'common',
  'types',
  'constants',
  'hooks',
  'misc',
  'shared',
])
const ENDING = /\.(ts|tsx|mjs|cjs|mts|json|css|svg|wasm)$/

const names = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      file: 'File names are kebab-case: {{name}}',
      folder: 'A folder named {{name}} has no room in this house',
    },
  },
  create(context) {
    return {
      Program(node) {
        const relative = path.relative(context.cwd, context.physicalFilename)
        const folders = relative.split(path.sep)
        const file = folders.pop() ?? ''
        const name = file.replace(/\.[cm]?tsx?$|\.[cm]?jsx?$/, '')
        if (!KEBAB.test(name) && !NEXT_FOLDER.test(name))
          context.report({ node, messageId: 'file', data: { name: file } })
        for (const folder of folders) {
          if (HOMELESS.has(folder)) context.report({ node, messageId: 'folder', data: { name: folder } })
          else if (!KEBAB.test(folder.replace(/^\./, '')) && !NEXT_FOLDER.test(folder)) {
            context.report({ node, messageId: 'file', data: { name: folder } })
          }
        }
      },
    }
  },
}

/** Calls `check` with each static module source of the file. */
function eachSource(check) {
  function visit(node) {
    if (node.source?.type === 'Literal') check(node.source, node)
  }
  return {
    ImportDeclaration: visit,
    ExportNamedDeclaration: visit,
    ExportAllDeclaration: visit,
    ImportExpression: visit,
    TSImportType: visit,
  }
}

const endings = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { bare: 'A relative import ends in .ts, .tsx or its own ending: {{source}}' },
  },
  create(context) {
    return eachSource((literal) => {
      const source = String(literal.value)
      if (source.startsWith('.') && !ENDING.test(source)) {
        context.report({ node: literal, messageId: 'bare', data: { source } })
      }
    })
  },
}

const SERVER_ONLY =
  /^(node:|server-only$|next\/(headers|cache|server)$|next-intl\/server$|pg$|pg-boss$|pino$|@prisma\/|@node-rs\/)|\/(store|service|effects)\.ts$|\/lib\/server\/|\/server\/|\/prisma\//

const browser = {
  meta: {
    type: 'problem',
    schema: [],
    messages: { server: "A 'use client' file may not import {{source}}" },
  },
  create(context) {
    const directives = context.sourceCode.ast.body.map((statement) => statement.directive)
    if (!directives.includes('use client')) return {}
    return eachSource((literal) => {
      const source = String(literal.value)
      if (SERVER_ONLY.test(source)) context.report({ node: literal, messageId: 'server', data: { source } })
    })
  },
}

const restricted = builtinRules.get('no-restricted-syntax')

/** `no-restricted-syntax` under several names, because a later block would replace the options of an earlier one. */
export const house = {
  meta: { name: 'house' },
  rules: {
    names,
    endings,
    browser,
    'no-escape': restricted,
    'one-door': restricted,
    'pure-domain': restricted,
    'declared-functions': restricted,
    'no-barrel': restricted,
    'environment-room': restricted,
  },
}
