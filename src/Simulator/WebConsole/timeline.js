// Where a moment lies, from 0 to 1. A rest takes at most a sixth of what the work takes: after a weekend of waiting the batches must still be seen.
function scaleOf(activity, now) {
  const from = ms(activity.createdTime), to = Math.max(ms(activity.endTime || now), from + 1000);
  const rests = restsOf(activity, now).map(rest => [Math.max(ms(rest.from), from), Math.min(ms(rest.to || now), to)]).filter(([a, b]) => b > a);
  const most = Math.max(1000, (to - from - rests.reduce((sum, [a, b]) => sum + b - a, 0)) / 6);
  const passed = at => at - from - rests.reduce((sum, [a, b]) => sum + Math.max(0, Math.min(at, b) - a) * Math.max(0, 1 - most / (b - a)), 0);
  return text => Math.min(1, Math.max(0, passed(ms(text)) / passed(to)));
}
// The pauses, each from the end of the batch that was still in progress.
function restsOf(activity, now) {
  return activity.phases.filter(phase => phase.status.endsWith('_PAUSE')).map(phase => {
    const working = activity.batches.filter(batch => batch.startTime && batch.startTime <= phase.from).map(batch => batch.endTime || (phase.to || now)).sort().at(-1);
    const from = working > phase.from && working < (phase.to || now) ? working : phase.from;
    return { ...phase, from };
  });
}

// One bar a batch on a common axis of time. What has not begun is one line; many batches get thin bars.
function timeline(activity) {
  const width = Math.max(280, $('timeline').clientWidth), now = activity.endTime || view.now;
  const begun = activity.batches.filter(batch => batch.startTime), others = activity.batches.filter(batch => !batch.startTime);
  const wide = begun.length <= 12, row = wide ? 28 : Math.max(3, Math.min(14, Math.floor(420 / begun.length)));
  const left = 64, right = width - 8, top = 18, place = scaleOf(activity, view.now), x = at => left + (right - left) * place(at);
  const bottom = top + begun.length * row + (others.length ? 24 : 0), height = bottom + 20;
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, class: 'timeline', role: 'img', 'aria-label': `${activity.status}: ${begun.map(b => `batch ${b.number} ${b.status}`).join(', ')}` });
  let free = left;
  for (const rest of restsOf(activity, view.now)) {
    const a = x(rest.from), b = Math.max(a + 2, x(rest.to || now)), long = (ms(rest.to || now) - ms(rest.from)) / 1000;
    const text = `${rest.bakes ? 'bake' : 'pause'} ${lasted(long)}`;
    svg.append(shape('rect', { x: a, y: 0, width: b - a, height: bottom, class: rest.bakes ? 'bake' : 'rest', 'data-rest': rest.status }, shape('title', null, `${rest.status} ${time(rest.from)}, ${text}`)));
    const at = Math.min(Math.max(a, free), right - text.length * 6.2);
    if (at >= free) { svg.append(shape('text', { x: at, y: 11, class: 'dim small' }, text)); free = at + text.length * 6.2 + 10; }
  }
  begun.forEach((batch, i) => bar(svg, batch, top + i * row, row, wide, { left, right, x, now, labelled: wide || row >= 12 || i % Math.ceil(12 / row) === 0 }));
  if (others.length) {
    const count = others.reduce((sum, batch) => sum + batch.instances, 0), [first, last] = [others[0].number, others.at(-1).number];
    svg.append(shape('text', { x: 0, y: bottom - 8, class: 'dim' }, `batch${first === last ? '' : 'es'} ${first === last ? first : `${first}–${last}`}: ${many(count, 'instance')} ${others[0].status.toLowerCase()}`));
  }
  svg.append(shape('text', { x: left, y: height - 5, class: 'dim' }, time(activity.createdTime)), shape('text', { x: right, y: height - 5, class: 'dim', 'text-anchor': 'end' }, time(now)));
  return svg;
}
function bar(svg, batch, y, row, wide, { left, right, x, now, labelled }) {
  const start = x(batch.startTime), end = Math.max(start + 3, x(batch.endTime || now)), thick = wide ? 20 : row - 1;
  const text = `${batch.successful}/${batch.instances}` + (batch.failed ? ` · ${batch.failed} failed` : ''), part = number => (end - start) * number / batch.instances;
  if (labelled) svg.append(shape('text', { x: 0, y: y + (wide ? 15 : row - 2), class: wide ? '' : 'small' }, wide ? `batch ${batch.number}` : String(batch.number)));
  const bars = shape('g', null, shape('title', null, `batch ${batch.number}: ${batch.status}, ${text}`),
    shape('rect', { x: start, y, width: end - start, height: thick, rx: wide ? 3 : 0, fill: 'currentColor', class: 'c-' + batch.status, 'data-batch': batch.number }));
  // How far it is stands in the bar itself: as green and as red as instances are.
  if (!batch.endTime || batch.failed) {
    bars.append(shape('rect', { x: start, y, width: part(batch.successful), height: thick, rx: wide ? 3 : 0, fill: 'var(--good)' }),
      shape('rect', { x: start + part(batch.successful), y, width: part(batch.failed), height: thick, fill: 'var(--bad)' }));
  }
  svg.append(bars);
  // The count stands behind the bar, or before it where there is no room, or else on it.
  if (wide)
    svg.append(end + 110 < right ? shape('text', { x: end + 6, y: y + 15 }, text)
      : start > left + 110 ? shape('text', { x: start - 6, y: y + 15, 'text-anchor': 'end' }, text)
      : shape('text', { x: start + 8, y: y + 15, class: 'on' }, text));
}
