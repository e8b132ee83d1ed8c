// What each kind needs besides the group that is shown.
const KINDS = {
  'A machine of a batch': { failOnce: ['batch'], failAlways: ['batch'], healthTimeout: ['batch'], vanish: ['batch'], stuck: ['batch'] },
  'Somebody else': { pause: ['batch'], cancel: ['batch'], rollback: ['batch'], break: ['batch'] },
  'An answer': { error: ['action', 'code'], http: ['action'], reset: ['action'], lostAnswer: ['action'] },
  'The monitor': { alarm: ['policy', 'batch', 'seconds'] },
};
const ACTIONS = ['StartInstanceRefresh', 'StopInstanceRefresh', 'ResumeInstanceRefresh', 'CancelInstanceRefresh', 'RollbackInstanceRefresh', 'DescribeRefreshActivities', '*'];
const needs = kind => Object.values(KINDS).find(kinds => kinds[kind])[kind];

$('fault-kind').append(...Object.entries(KINDS).map(([title, kinds]) => el('optgroup', { label: title }, ...Object.keys(kinds).map(kind => el('option', null, kind)))));
$('fault-action').append(...ACTIONS.map(action => el('option', null, action)));
$('fault-kind').onchange = () => {
  for (const field of document.querySelectorAll('[data-for]')) field.hidden = !needs($('fault-kind').value).includes(field.dataset.for);
};
$('fault-kind').onchange();

$('fault-form').onsubmit = event => {
  event.preventDefault();
  const kind = $('fault-kind').value, has = field => needs(kind).includes(field);
  post('/_simulator/faults', {
    kind,
    ...(has('batch') && { groupId: view.group?.id, atBatch: Number($('fault-batch').value) }),
    ...(has('action') && { action: $('fault-action').value }),
    ...(has('code') && { code: $('fault-code').value }),
    ...(has('policy') && { policyId: $('fault-policy').value, seconds: Number($('fault-seconds').value) }),
  }, `${kind}: planned`);
};

function describe(fault) {
  const about = fault.policyId ? `of ${fault.policyId}` : fault.action ? `of ${fault.action}` : fault.instanceId ? `of ${fault.instanceId}` : '';
  const where = fault.atBatch ? `at batch ${fault.atBatch}` + (fault.groupId === view.group?.id ? '' : ` of ${fault.groupId}`) : '';
  const often = fault.remaining === null ? 'every time' : fault.remaining > 1 ? `${fault.remaining} times` : '';
  return [fault.kind, about, where, fault.code && `(${fault.code})`, often, fault.happened ? `· happened ${many(fault.happened, 'time')}` : ''].filter(Boolean).join(' ');
}

function showFaults(faults, alarms) {
  $('faults').replaceChildren(...(faults.length ? faults.map(fault => {
    const remove = el('button', { 'aria-label': `Take back: ${describe(fault)}`, 'data-number': fault.number }, 'take back');
    remove.onclick = () => send('DELETE', '/_simulator/faults/' + fault.number, undefined, `${fault.kind}: taken back`);
    return el('li', null, el('span', null, describe(fault)), remove);
  }) : [el('li', { class: 'empty' }, 'none')]));
  $('alarms').replaceChildren(...(alarms.length ? alarms.map(alarm => el('li', null,
    pillOf(alarm.lasts), el('span', null, `${alarm.policyId} since ${time(alarm.begin)}${alarm.end ? ` until ${time(alarm.end)}` : ''}: ${alarm.content}`)))
    : [el('li', { class: 'empty' }, 'none')]));
}
const pillOf = lasts => el('span', { class: 'pill c-' + (lasts ? 'FAILED' : 'NONE') }, lasts ? 'ALARM' : 'over');
