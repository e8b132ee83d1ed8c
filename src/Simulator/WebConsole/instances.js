// Few instances are tiles with text; many are a matrix of squares, batch by batch.
const TILES = 24, NARROW = 120, FINE = 800;
let picked = null, cells = new Map(), drawn = '', at = 0;
const images = [];

const stateOf = one => one.refresh || 'NONE';
const wordOf = one => one.state.endsWith('_HOOK') ? one.state : one.refresh || one.state;
function imageClass(id) {
  if (!images.includes(id)) images.push(id);
  return 'i-' + images.indexOf(id) % 6;
}

function showInstances(instances, current) {
  const batches = Map.groupBy(instances, one => one.batch || 0), tiles = instances.length <= TILES;
  const form = `${tiles} ${instances.map(one => one.id + ':' + (one.batch || 0)).join()}`;
  if (form !== drawn) { draw(batches, instances.length); drawn = form; }
  const byImage = $('by-image').checked;
  for (const one of instances) update(cells.get(one.id), one, tiles, byImage);
  for (const label of document.querySelectorAll('#instances .batch')) label.classList.toggle('now', Number(label.dataset.number) === current);
  if (!cells.has(picked)) picked = null;
  showLegend(instances, byImage);
  showPicked(instances.find(one => one.id === picked));
}

function draw(batches, count) {
  const tiles = count <= TILES, fine = count > FINE;
  const focused = document.activeElement?.dataset?.instance;
  cells = new Map(); at = 0;
  $('instances').className = tiles ? 'tiles' : `matrix ${fine ? 'fine' : count > NARROW ? '' : 'coarse'}`;
  document.querySelector('main').classList.toggle('large', count > NARROW);
  const lists = tiles ? [[0, [...batches.values()].flat()]] : [...batches];
  $('instances').replaceChildren(...lists.map(([number, members]) => {
    const buttons = members.map(one => {
      const button = el('button', { 'data-instance': one.id, tabindex: cells.size ? -1 : 0 });
      cells.set(one.id, button);
      return button;
    });
    return el('div', null, el('span', { class: 'batch', 'data-number': number }, number ? `batch ${number}` : 'in no batch'),
      el('div', { class: 'cells', style: `--columns: ${Math.max(4, Math.ceil(Math.sqrt(members.length * (fine ? 2.5 : 1.6))))}` }, ...buttons));
  }));
  if (focused) cells.get(focused)?.focus();
}

function update(button, one, tiles, byImage) {
  const state = stateOf(one), text = `${one.id}, ${one.refresh ? one.refresh.toLowerCase() + ' in batch ' + one.batch : 'untouched'}, ${one.imageId}${one.message && one.refresh === 'FAILED' ? ': ' + one.message : ''}`;
  const form = `${state} ${one.state} ${one.imageId} ${one.message} ${byImage} ${picked === one.id}`;
  if (button.dataset.form === form) return;
  button.dataset.form = form;
  button.className = 'cell ' + (byImage ? imageClass(one.imageId) : 'c-' + state);
  button.title = text;
  button.setAttribute('aria-label', text);
  button.setAttribute('aria-pressed', String(one.id === picked));
  if (tiles)
    button.replaceChildren(el('b', null, one.id), el('small', null, (one.batch ? `batch ${one.batch} · ` : '') + wordOf(one).toLowerCase()), el('small', null, one.imageId));
}

function showLegend(instances, byImage) {
  const count = (of, value) => instances.filter(one => of(one) === value).length;
  const entries = byImage
    ? [...new Set(instances.map(one => one.imageId))].map(image => [imageClass(image), `${count(one => one.imageId, image)} on ${image}`])
    : [['NONE', 'untouched'], ['WAITING', 'waiting'], ['INIT', 'starting'], ['RUNNING', 'running'], ['SUCCESSFUL', 'successful'], ['FAILED', 'failed'], ['CANCELLED', 'cancelled'], ['NOT_FOUND', 'gone']]
      .map(([state, word]) => ['c-' + state, count(stateOf, state), word]).filter(([, number]) => number > 0).map(([style, number, word]) => [style, `${number} ${word}`]);
  $('legend').replaceChildren(...entries.map(([style, text]) => el('li', { class: style }, el('i'), el('span', null, text))));
}

function showPicked(chosen) {
  $('picked').textContent = !chosen ? 'Pick an instance to break it.'
    : `${chosen.id}: ${chosen.refresh ? `${chosen.refresh.toLowerCase()} in batch ${chosen.batch}` : chosen.state.toLowerCase()}, ${chosen.imageId}${chosen.standby ? ', in standby' : ''}`
      + (chosen.refresh === 'FAILED' && chosen.message ? `: ${chosen.message}` : '');
  for (const button of document.querySelectorAll('[data-fault]')) button.disabled = !chosen;
}

$('instances').onclick = event => {
  const id = event.target.closest('[data-instance]')?.dataset.instance;
  if (!id) return;
  picked = picked === id ? null : id;
  moveTo([...cells.keys()].indexOf(id));
  show();
};
// One stop for the tab key, however many there are; arrows go on from there.
$('instances').onkeydown = event => {
  const list = [...cells.values()], here = list[at]?.getBoundingClientRect();
  const vertical = direction => {
    const next = list.map((cell, i) => [i, cell.getBoundingClientRect()]).filter(([, box]) => (box.top - here.top) * direction > 1);
    return next.sort(([, a], [, b]) => Math.hypot(a.left - here.left, 3 * (a.top - here.top)) - Math.hypot(b.left - here.left, 3 * (b.top - here.top)))[0]?.[0] ?? at;
  };
  const to = { ArrowRight: () => at + 1, ArrowLeft: () => at - 1, ArrowDown: () => vertical(1), ArrowUp: () => vertical(-1), Home: () => 0, End: () => list.length - 1 }[event.key];
  if (!to || !here) return;
  event.preventDefault();
  moveTo(Math.min(list.length - 1, Math.max(0, to())));
  list[at].focus();
};
function moveTo(index) {
  const list = [...cells.values()];
  list[at]?.setAttribute('tabindex', -1);
  at = index;
  list[at]?.setAttribute('tabindex', 0);
}
for (const choice of document.querySelectorAll('[name=colour]')) choice.onchange = () => show();
