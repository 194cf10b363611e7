/** The data map as a page for people: every stored field, how bad it is when it leaks, who reads it, how long it is kept. */

export type MappedField = { readonly name: string; readonly dataClass: string; readonly said: string }
export type MappedModel = {
  readonly name: string
  readonly table: string
  readonly readBy: string
  readonly kept: string
  readonly fields: readonly MappedField[]
}

/** Whose key seals the columns of a table. */
export type Seals = Readonly<Record<string, { readonly owner: string; readonly columns: readonly string[] }>>

/** The models of a Prisma schema with what their doc comments say; a relation stores nothing of its own. */
export function mappedModels(schema: string): readonly MappedModel[] {
  const models = [...schema.matchAll(/((?:^\/\/\/[^\n]*\n)*)^model (\w+) \{\n([^}]*)^\}/gm)]
  const names = new Set(models.map(([, , name]) => name))
  return models.map(([, comment = '', name = '', body = '']) => ({
    name,
    table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? name,
    readBy: /^\/\/\/ Read by: (.*)\.$/m.exec(comment)?.[1] ?? '',
    kept: /^\/\/\/ Kept: (.*)\.$/m.exec(comment)?.[1] ?? '',
    fields: fieldsOf(body, names),
  }))
}

function fieldsOf(body: string, models: ReadonlySet<string | undefined>): readonly MappedField[] {
  const lines = body.split('\n').map((line) => line.trim())
  return lines.flatMap((line, at) => {
    const [, name, type] = /^(\w+)\s+(\w+)/.exec(line) ?? []
    if (name === undefined || models.has(type)) return []
    const [, dataClass = '', said = ''] =
      /^\/\/\/ (public|internal|secret|lethal)(?:\. ?(.*))?$/.exec(lines[at - 1] ?? '') ?? []
    return [{ name, dataClass, said }]
  })
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function section(model: MappedModel, seals: Seals): string {
  const seal = seals[model.table]
  const rows = model.fields.map(({ name, dataClass, said }) => {
    const key = seal?.columns.includes(name) === true ? seal.owner : ''
    return row([`\`${name}\``, dataClass, key, said])
  })
  return `## ${model.table}

Read by: ${model.readBy}. Kept: ${model.kept}.

| field | class | sealed for the | |
| --- | --- | --- | --- |
${rows.join('\n')}
`
}

/** The whole page, in Markdown. */
export function dataMapPage(schema: string, seals: Seals): string {
  const models = [...mappedModels(schema)].sort((one, other) => (one.table < other.table ? -1 : 1))
  return `<!-- Written by \`npm run data-map\` from prisma/schema. Do not edit by hand. -->

# What the house keeps

Every stored field with its data class: \`public\`; \`internal\`, which stands clear in the database; \`secret\`, free text and
assessments; \`lethal\`, what gets somebody caught. What is sealed opens with the key of the owner that is named
([decision 019](decisions/019-the-vault.md)). Words with a dot are actions of the [policy](policy.md): who may do them reads.
Whoever may ask for a row is one thing; names and addresses are masked until a tap, which is counted.

${models.map((model) => section(model, seals)).join('\n')}`
}
