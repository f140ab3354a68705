// Draws openapi.json. Everything from the contract becomes a text node; nothing is fetched from anywhere else.
const base = document.body.dataset.base
const rail = document.getElementById('rail')
const main = document.getElementById('main')
const search = document.getElementById('search')

/** An element with attributes and children; text stays text. */
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) node.setAttribute(key, value)
  node.append(...children.filter((child) => child !== undefined && child !== null && child !== ''))
  return node
}

/** Words between backticks are code. */
const prose = (text) => text.split('`').map((part, at) => (at % 2 ? el('code', {}, part) : part))

let schemas = {}
const follow = (schema) => (schema?.$ref ? { ...schemas[schema.$ref.split('/').pop()], named: schema.$ref.split('/').pop() } : (schema ?? {}))

function typeOf(given) {
  const schema = follow(given)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((one) => JSON.stringify(one)).join(' | ')
  const parts = schema.anyOf ?? schema.oneOf ?? schema.allOf
  if (parts) return [...new Set(parts.map(typeOf))].join(' | ')
  if (schema.named) return schema.named
  const types = [schema.type ?? 'any'].flat()
  return types.map((type) => (type === 'array' ? `list of ${typeOf(schema.items)}` : type === 'string' && schema.format ? schema.format : type)).join(' | ')
}

const limits = (schema) =>
  [
    ['minimum', 'at least'], ['maximum', 'at most'], ['minLength', 'at least', 'characters'], ['maxLength', 'at most', 'characters'],
    ['minItems', 'at least', 'items'], ['maxItems', 'at most', 'items'], ['pattern', 'matches'], ['default', 'usually'],
  ]
    .filter(([key]) => schema[key] !== undefined && Math.abs(schema[key]) !== Number.MAX_SAFE_INTEGER)
    .map(([key, says, unit = '']) => `${says} ${typeof schema[key] === 'object' ? JSON.stringify(schema[key]) : schema[key]} ${unit}`.trim())
    .join(', ')

/** What can be opened below a schema: the object itself, or the objects it is a list or choice of. */
function below(given, seen) {
  const schema = follow(given)
  if (schema.named && seen.includes(schema.named)) return undefined
  const next = schema.named ? [...seen, schema.named] : seen
  if (schema.properties) return fields(schema, next)
  if (schema.items) return below(schema.items, next)
  const choice = (schema.anyOf ?? schema.oneOf ?? schema.allOf ?? []).map((one) => below(one, next)).filter(Boolean)
  return choice.length ? el('div', {}, ...choice) : undefined
}

function field(name, given, required, seen) {
  const schema = follow(given)
  const inner = below(given, seen)
  const more = [schema.description ?? given.description, limits(schema)].filter(Boolean).join(' · ')
  return el(
    'li',
    {},
    el('div', { class: 'field' }, el('code', {}, name), el('span', { class: 'quiet' }, typeOf(given)), required ? el('span', { class: 'must' }, 'required') : ''),
    more ? el('div', { class: 'quiet' }, ...prose(more)) : '',
    inner ? el('details', {}, el('summary', {}, 'Its fields'), inner) : '',
  )
}

const fields = (schema, seen) => el('ul', { class: 'fields' }, ...Object.entries(schema.properties).map(([name, one]) => field(name, one, schema.required?.includes(name), seen)))

function content(title, media) {
  if (!media) return []
  return Object.entries(media).flatMap(([type, { schema }]) => [el('h3', {}, `${title} · ${type}`), below(schema, []) ?? el('p', { class: 'quiet' }, typeOf(schema))])
}

function sample(method, path, operation) {
  const body = operation.requestBody ? ` \\\n  -H 'content-type: application/json' -d '{ … }'` : ''
  return `curl ${method === 'get' ? '' : `-X ${method.toUpperCase()} `}${location.origin}${base}${path} \\\n  -H 'authorization: Bearer sk_…'${body}`
}

function operationSection(method, path, operation) {
  const parameters = operation.parameters ?? []
  const answers = Object.entries(operation.responses).filter(([status]) => status !== 'default')
  return el(
    'section',
    { id: operation.operationId, 'data-words': `${operation.operationId} ${operation.summary} ${method} ${path}`.toLowerCase() },
    el('h2', {}, operation.summary),
    el('p', { class: 'address' }, el('code', { class: `method ${method}` }, method), el('code', {}, path), el('code', { class: 'quiet' }, operation.operationId)),
    operation.description ? el('p', { class: 'quiet' }, ...prose(operation.description)) : '',
    ...(parameters.length ? [el('h3', {}, 'Parameters'), el('ul', { class: 'fields' }, ...parameters.map((one) => field(`${one.name} (${one.in})`, one.schema, one.required, [])))] : []),
    ...content('Body', operation.requestBody?.content),
    ...answers.flatMap(([status, answer]) => (answer.content ? content(`Answers ${status}`, answer.content) : [el('h3', {}, `Answers ${status}`)])),
    el('h3', {}, 'Try it'),
    el('pre', { tabindex: '0' }, sample(method, path, operation)),
  )
}

function errorSection(errors) {
  const row = ({ code, status, message }) => el('tr', { id: `error-${code}`, 'data-words': `${code} ${message}`.toLowerCase() }, el('td', {}, el('code', {}, code)), el('td', {}, String(status)), el('td', {}, message))
  const head = el('tr', {}, ...['Code', 'Status', 'What it says'].map((name) => el('th', { scope: 'col' }, name)))
  return el('section', { id: 'errors', 'data-words': '' }, el('h2', {}, 'Errors'), el('table', {}, el('thead', {}, head), el('tbody', {}, ...errors.map(row))))
}

function draw(contract) {
  schemas = contract.components?.schemas ?? {}
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, operation]) => ({ path, method, operation })))
  main.replaceChildren(el('p', { class: 'intro quiet' }, ...prose(contract.info.description ?? '')), el('p', { id: 'state', role: 'status', class: 'quiet' }, `${operations.length} operations`))
  const rooms = new Map()
  for (const { path, method, operation } of operations) {
    const room = operation.tags?.[0] ?? ''
    if (!rooms.has(room)) rooms.set(room, [])
    rooms.get(room).push(el('a', { href: `#${operation.operationId}` }, operation.summary))
    main.append(operationSection(method, path, operation))
  }
  main.append(errorSection(contract['x-errors'] ?? []))
  for (const [room, links] of rooms) rail.append(el('h2', {}, room), ...links)
  rail.append(el('h2', {}, 'everything'), el('a', { href: '#errors' }, 'Errors'))
}

function filter() {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean)
  const meets = (node) => words.every((word) => node.dataset.words.includes(word))
  let shown = 0
  for (const row of document.querySelectorAll('#errors tbody tr')) row.hidden = !meets(row)
  for (const section of document.querySelectorAll('main > section')) {
    const some = section.id === 'errors' ? [...section.querySelectorAll('tbody tr')].some((row) => !row.hidden) : meets(section)
    section.hidden = !some
    if (some && section.id !== 'errors') shown++
    const link = rail.querySelector(`a[href="#${CSS.escape(section.id)}"]`)
    if (link) link.hidden = !some
  }
  for (const title of rail.querySelectorAll('h2')) {
    let any = false
    for (let next = title.nextElementSibling; next && next.tagName === 'A'; next = next.nextElementSibling) any ||= !next.hidden
    title.hidden = !any
  }
  document.getElementById('state').textContent = words.length ? `${shown} operations found` : `${shown} operations`
}

const links = () => [...rail.querySelectorAll('a:not([hidden])')]
function mark() {
  for (const link of rail.querySelectorAll('a')) link.toggleAttribute('aria-current', false)
  links().find((link) => link.getAttribute('href') === location.hash)?.setAttribute('aria-current', 'true')
}
function step(by) {
  const all = links()
  const at = all.findIndex((link) => link.getAttribute('href') === location.hash)
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))]
  if (!next) return
  next.click()
  next.scrollIntoView({ block: 'nearest' })
}

document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target === search) {
    if (event.key === 'Escape') {
      search.value = ''
      filter()
      search.blur()
    } else if (event.key === 'Enter') links()[0]?.click()
    return
  }
  if (event.key === '/') {
    event.preventDefault()
    search.focus()
  } else if (event.key === 'j') step(1)
  else if (event.key === 'k') step(-1)
})
search.addEventListener('input', filter)
addEventListener('hashchange', mark)

try {
  const answer = await fetch(`${base}/openapi.json`)
  if (!answer.ok) throw new Error(`It answered ${answer.status}.`)
  draw(await answer.json())
  if (location.hash) document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView()
  mark()
} catch (problem) {
  const again = el('button', { type: 'button' }, 'Try again')
  again.addEventListener('click', () => location.reload())
  main.replaceChildren(el('p', { role: 'alert' }, `The contract could not be read. ${problem.message} `), again)
}
