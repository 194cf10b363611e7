/**
 * What server components hand to the browser is small and meant for it: each object in the props of a client component has a
 * type of a slice's `schema.ts`, of the domain or of the drawing itself, and few fields. A row of the database never is one.
 */
import path from 'node:path'
import ts from 'typescript'
import { beforeAll, expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')

/** Where a type may be declared that goes to the browser. */
const MEANT_FOR_PAGES = /^(?:lib\/features\/[\w-]+\/(?:schema\.ts|ui\/)|lib\/domain\/|lib\/ui\/|app\/)/
const MOST_FIELDS = 12

/** Larger ones, with the reason. */
const LARGER: Readonly<Record<string, string>> = {
  JourneyAsked: 'whoever approves a journey must see all of exactly that plan',
  Crossroads: 'whoever decides where a case goes sees what each way asks',
}

type Found = { readonly where: string; readonly problem: string }

function compilerOptions(): ts.ParsedCommandLine {
  const host = { ...ts.sys, onUnRecoverableConfigFileDiagnostic: () => undefined }
  const config = ts.getParsedCommandLineOfConfigFile(path.join(root, 'tsconfig.json'), { noEmit: true }, host)
  if (config === undefined) throw new Error('tsconfig.json cannot be read')
  return config
}

function isClient(file: ts.SourceFile): boolean {
  const [first] = file.statements
  return (
    first !== undefined &&
    ts.isExpressionStatement(first) &&
    ts.isStringLiteral(first.expression) &&
    first.expression.text === 'use client'
  )
}

function placeOf(file: ts.SourceFile): string {
  return path.relative(root, file.fileName)
}

/** What is wrong with an object type that goes to the browser, here or deeper in. */
function problemsOf(checker: ts.TypeChecker, whole: ts.Type): readonly string[] {
  const seen = new Set<ts.Type>()
  const judge = (type: ts.Type): readonly string[] => {
    if (seen.has(type)) return []
    seen.add(type)
    if (type.isUnionOrIntersection()) return type.types.flatMap(judge)
    if (checker.isArrayType(type) || checker.isTupleType(type)) {
      return checker.getTypeArguments(type as ts.TypeReference).flatMap(judge)
    }
    if ((type.flags & ts.TypeFlags.Object) === 0 || type.getCallSignatures().length > 0) return []
    const symbol = type.aliasSymbol ?? type.symbol
    const file = symbol.declarations?.[0]?.getSourceFile()
    if (file === undefined || file.fileName.includes('/node_modules/')) return []
    const fields = type.getProperties()
    const name = `${symbol.name} of ${placeOf(file)}`
    const own = [
      ...(MEANT_FOR_PAGES.test(placeOf(file)) ? [] : [`${name} is not meant for pages`]),
      ...(fields.length > MOST_FIELDS && LARGER[symbol.name] === undefined
        ? [`${name} has ${String(fields.length)} fields`]
        : []),
    ]
    return own.length > 0 ? own : fields.flatMap((field) => judge(checker.getTypeOfSymbol(field)))
  }
  return judge(whole)
}

/** Every value that a server component of these files gives to a client component, and what is wrong with its type. */
function handedOver(program: ts.Program): { readonly count: number; readonly wrong: readonly Found[] } {
  const checker = program.getTypeChecker()
  const wrong: Found[] = []
  let count = 0
  function drawsClient(tag: ts.JsxTagNameExpression): boolean {
    const found = checker.getSymbolAtLocation(tag)
    const symbol =
      found !== undefined && (found.flags & ts.SymbolFlags.Alias) !== 0
        ? checker.getAliasedSymbol(found)
        : found
    const file = symbol?.declarations?.[0]?.getSourceFile()
    return file !== undefined && !file.fileName.includes('/node_modules/') && isClient(file)
  }
  function visit(node: ts.Node): void {
    if ((ts.isJsxOpeningElement(node) || ts.isJsxSelfClosingElement(node)) && drawsClient(node.tagName)) {
      for (const attribute of node.attributes.properties) {
        const given = ts.isJsxSpreadAttribute(attribute)
          ? attribute.expression
          : attribute.initializer !== undefined && ts.isJsxExpression(attribute.initializer)
            ? attribute.initializer.expression
            : undefined
        if (given === undefined) continue
        count++
        for (const problem of problemsOf(checker, checker.getTypeAtLocation(given)))
          wrong.push({ where: `${placeOf(node.getSourceFile())}: ${node.tagName.getText()}`, problem })
      }
    }
    ts.forEachChild(node, visit)
  }
  for (const file of program.getSourceFiles()) {
    if (!file.isDeclarationFile && file.fileName.endsWith('.tsx') && !isClient(file)) visit(file)
  }
  return { count, wrong }
}

let config: ts.ParsedCommandLine
beforeAll(() => {
  config = compilerOptions()
})

test('no record goes whole to the browser', () => {
  const files = config.fileNames.filter((file) => /^(?:app|lib)\//.test(path.relative(root, file)))
  const { count, wrong } = handedOver(ts.createProgram(files, config.options))
  expect(wrong).toEqual([])
  expect(count).toBeGreaterThan(100)
})

test('a row of the database among the props is found, also within a list and spread, and its twin is not', () => {
  const planted = path.join(root, 'app/planted.tsx')
  const text = `
    import { TextLink } from '../lib/ui/text-link.tsx'
    import { NameReveal } from '../lib/features/cases/ui/name-reveal.tsx'
    import { GrantForm } from './granted.tsx'
    import type { Line } from '../lib/features/case-list/store.ts'
    import type { CaseLine } from '../lib/features/case-list/schema.ts'
    export const Page = ({ row, rows, line }: { row: Line; rows: readonly Line[]; line: CaseLine }) => (
      <><GrantForm one={row} /><GrantForm one={{ rows }} /><GrantForm {...row} /><GrantForm one={line} />
      <NameReveal caseId={row.id} /><TextLink href={row.code}>{row.code}</TextLink></>
    )`
  const client = `'use client'\nexport function GrantForm(_: { one?: unknown }) { return null }`
  const written = new Map([
    [planted, text],
    [path.join(root, 'app/granted.tsx'), client],
  ])
  const host = ts.createCompilerHost(config.options)
  const read = host.getSourceFile.bind(host)
  host.getSourceFile = (name, ...rest) => {
    const source = written.get(path.resolve(name))
    return source === undefined ? read(name, ...rest) : ts.createSourceFile(name, source, rest[0], true)
  }
  const exists = host.fileExists.bind(host)
  host.fileExists = (name) => written.has(path.resolve(name)) || exists(name)
  const { wrong } = handedOver(ts.createProgram([planted], config.options, host))
  const found = wrong.filter(({ where }) => where.startsWith('app/planted.tsx'))
  expect(found.map(({ where, problem }) => `${where}: ${problem}`)).toEqual(
    ['GrantForm', 'GrantForm', 'GrantForm'].flatMap((tag) => [
      `app/planted.tsx: ${tag}: Line of lib/features/case-list/store.ts is not meant for pages`,
    ]),
  )
})
