/**
 * Resolves imports for the wall lint by arithmetic on paths alone: relative imports carry their file ending, so a
 * planted import of a file that does not exist meets the same wall as a real one. Everything else is a package.
 */
const path = require('node:path')

module.exports = {
  interfaceVersion: 2,
  resolve(source, file) {
    if (source.startsWith('.')) return { found: true, path: path.resolve(path.dirname(file), source) }
    return { found: false }
  },
}
