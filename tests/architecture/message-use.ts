/**
 * Which texts the program asks for: every call of a translator (`t('key')`, `t.rich(…)`), with the namespace that the
 * translator was made for and the keys that the call's argument can be, as the type checker knows them.
 */
import path from 'node:path'
import ts from 'typescript'

const MAKERS = new Set(['useTranslations', 'getTranslations', 'createTranslator'])
const METHODS = new Set(['rich', 'markup', 'raw', 'has'])

/** A full key, or a pattern in which `*` stands for one or more characters. */
export type Use = { readonly key: string; readonly file: string }

/** Reads the program of `tsconfig.json` below `root` and lists what `app` and `lib` ask for. */
export function messageUses(root: string): readonly Use[] {
  const config = ts.getParsedCommandLineOfConfigFile(
    path.join(root, 'tsconfig.json'),
    { noEmit: true },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'))
      },
    },
  )
  if (config === undefined) throw new Error('tsconfig.json cannot be read')
  const program = ts.createProgram(
    config.fileNames.filter((file) => !/[\\/](tests|bench|cli|\.next)[\\/]/.test(path.relative(root, file))),
    { ...config.options, incremental: false },
  )
  const checker = program.getTypeChecker()
  const uses: Use[] = []
  for (const source of program.getSourceFiles()) {
    const file = path.relative(root, source.fileName)
    if (!/^(app|lib|middleware)/.test(file)) continue
    visit(source, (call) => {
      const namespace = translatorNamespace(call.expression, checker)
      const argument = call.arguments[0]
      if (namespace === undefined || argument === undefined) return
      for (const key of possibleKeys(argument, checker)) {
        uses.push({ key: namespace === '' ? key : `${namespace}.${key}`, file })
      }
    })
  }
  return uses
}

function visit(node: ts.Node, found: (call: ts.CallExpression) => void): void {
  if (ts.isCallExpression(node)) found(node)
  ts.forEachChild(node, (child) => visit(child, found))
}

/** The namespace of the translator that `callee` is, or undefined when it is none. */
function translatorNamespace(callee: ts.Expression, checker: ts.TypeChecker): string | undefined {
  if (ts.isPropertyAccessExpression(callee)) {
    return METHODS.has(callee.name.text) ? translatorNamespace(callee.expression, checker) : undefined
  }
  // `(await getTranslations('ns'))('key')`
  if (!ts.isIdentifier(callee)) return madeNamespace(callee, checker)
  const declaration = checker.getSymbolAtLocation(callee)?.valueDeclaration
  if (declaration === undefined) return undefined
  if (ts.isVariableDeclaration(declaration)) {
    return declaration.initializer && madeNamespace(declaration.initializer, checker)
  }
  if (ts.isBindingElement(declaration)) return boundNamespace(declaration, checker)
  if (ts.isParameter(declaration)) return parameterNamespace(declaration)
  return undefined
}

/** `useTranslations('ns')`, `await getTranslations({ namespace: 'ns' })`, and either without a namespace. */
function madeNamespace(expression: ts.Expression, checker: ts.TypeChecker): string | undefined {
  if (ts.isAwaitExpression(expression) || ts.isParenthesizedExpression(expression)) {
    return madeNamespace(expression.expression, checker)
  }
  if (!ts.isCallExpression(expression) || !ts.isIdentifier(expression.expression)) return undefined
  if (!MAKERS.has(expression.expression.text)) return undefined
  const argument = expression.arguments[0]
  if (argument === undefined) return ''
  if (!ts.isObjectLiteralExpression(argument)) return literalOf(argument, checker)
  const property = argument.properties.find((one) => one.name?.getText() === 'namespace')
  return property && ts.isPropertyAssignment(property) ? literalOf(property.initializer, checker) : ''
}

/** `const [t, format] = await Promise.all([getTranslations('ns'), getFormatter()])` */
function boundNamespace(element: ts.BindingElement, checker: ts.TypeChecker): string | undefined {
  const pattern = element.parent
  const made = ts.isVariableDeclaration(pattern.parent) ? pattern.parent.initializer : undefined
  const call = made && ts.isAwaitExpression(made) ? made.expression : undefined
  if (!ts.isArrayBindingPattern(pattern) || call === undefined || !ts.isCallExpression(call)) return undefined
  const list = call.arguments[0]
  if (list === undefined || !ts.isArrayLiteralExpression(list)) return undefined
  const entry = list.elements[pattern.elements.indexOf(element)]
  return entry && madeNamespace(entry, checker)
}

/** A translator that is handed on: its type names the makers and the namespace, or a translator type of next-intl. */
function parameterNamespace(parameter: ts.ParameterDeclaration): string | undefined {
  const text = parameter.type?.getText() ?? ''
  if (!/Translations|Translator|Translate/.test(text)) return undefined
  return /['"]([\w.-]+)['"]/.exec(text)?.[1] ?? ''
}

function literalOf(expression: ts.Expression, checker: ts.TypeChecker): string | undefined {
  const type = checker.getTypeAtLocation(expression)
  return type.isStringLiteral() ? type.value : undefined
}

/** All keys that an argument can be: literals, unions of literals, and templates with holes. */
function possibleKeys(argument: ts.Expression, checker: ts.TypeChecker): readonly string[] {
  const written = keysOfType(checker.getTypeAtLocation(argument))
  if (!written.includes('*')) return written
  return ts.isTemplateExpression(argument) ? templateKeys(argument, checker) : written
}

function keysOfType(type: ts.Type): readonly string[] {
  if (type.isUnion()) return type.types.flatMap((one) => keysOfType(one))
  if (type.isStringLiteral()) return [type.value]
  if (type.flags & ts.TypeFlags.TemplateLiteral) {
    const { texts, types } = type as ts.TemplateLiteralType
    return texts.slice(1).reduce<readonly string[]>(
      (heads, text, index) => {
        const hole = types[index]
        const values = hole === undefined ? ['*'] : keysOfType(hole)
        return heads.flatMap((head) => values.map((value) => head + value + text))
      },
      [texts[0] ?? ''],
    )
  }
  return ['*']
}

/** A template whose own type is `string`: each hole's type still tells its values. */
function templateKeys(template: ts.TemplateExpression, checker: ts.TypeChecker): readonly string[] {
  return template.templateSpans.reduce<readonly string[]>(
    (heads, span) => {
      const values = keysOfType(checker.getTypeAtLocation(span.expression))
      return heads.flatMap((head) => values.map((value) => head + value + span.literal.text))
    },
    [template.head.text],
  )
}
