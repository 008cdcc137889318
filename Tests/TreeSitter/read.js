// Runs grammar.js with stand-ins for the functions of tree-sitter, and prints what each rule is made of as JSON.
'use strict'
const path = require('path')

const part = (kind, parts) => ({ kind, parts })
function made(value) {
  if (typeof value === 'string') return { kind: 'text', text: value }
  if (value instanceof RegExp) {
    new RegExp(value.source, 'u') // Throws where it is not a regular expression with Unicode properties.
    return { kind: 'pattern', text: value.source }
  }
  if (value && value.kind) return value
  throw new Error(`a rule is made of ${value}`)
}
global.seq = (...parts) => part('sequence', parts.map(made))
global.choice = (...parts) => part('choice', parts.map(made))
global.optional = (...parts) => part('optional', parts.map(made))
global.repeat = (...parts) => part('repeat', parts.map(made))
global.repeat1 = (...parts) => part('repeat1', parts.map(made))
global.token = (...parts) => part('token', parts.map(made))
global.token.immediate = (...parts) => part('immediate', parts.map(made))
global.grammar = options => {
  const names = new Set(Object.keys(options.rules))
  const $ = new Proxy({}, {
    get(_, name) {
      if (!names.has(name)) throw new Error(`there is no rule ${String(name)}`)
      return { kind: 'rule', text: name }
    },
  })
  const rules = {}
  for (const [name, rule] of Object.entries(options.rules)) rules[name] = made(rule($))
  return { name: options.name, word: options.word($).text, extras: options.extras($).map(made), rules }
}

console.log(JSON.stringify(require(path.resolve(process.argv[2]))))
