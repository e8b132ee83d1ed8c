const $ = id => document.getElementById(id);
let view = null;

// Every text from the service becomes a text node: a hostile instance message stays a text.
function build(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes || {})) node.setAttribute(name, value);
  node.append(...children);
  return node;
}
const el = (tag, attributes, ...children) => build(document.createElement(tag), attributes, children);
const shape = (tag, attributes, ...children) => build(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
const pill = word => el('span', { class: 'pill c-' + word }, word);
const time = text => text ? text.slice(11, 19) : '–';
const ms = text => Date.parse(text);
function lasted(total) {
  total = Math.round(total);
  const h = Math.floor(total / 3600), m = Math.floor(total % 3600 / 60), s = total % 60;
  return h ? `${h}h${String(m).padStart(2, '0')}m` : m ? `${m}m${String(s).padStart(2, '0')}s` : `${s}s`;
}
const many = (number, noun) => `${number} ${noun}${number === 1 ? '' : noun.endsWith('ch') ? 'es' : 's'}`;
function facts(list, entries) {
  list.replaceChildren(...entries.filter(([, value]) => value !== null && value !== undefined && value !== '')
    .map(([name, value]) => el('div', null, el('dt', null, name), el('dd', null, value instanceof Node ? value : String(value)))));
}
function showRows(body, items, cells, none) {
  body.replaceChildren(...(items.length ? items : [null]).map(item => item === null
    ? el('tr', null, el('td', { class: 'empty' }, none))
    : el('tr', null, ...cells(item))));
}
