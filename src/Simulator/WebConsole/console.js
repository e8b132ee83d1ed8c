// The group in the address, or none: then the one that is rolling is followed.
let group = '', asking = false, askAgain = false, startFor = null;
function readAddress() {
  group = decodeURIComponent(location.hash.slice(1));
  picked = null;
  poll();
}

// The feed says that something changed; what there is to see is then asked for, one question at a time.
async function poll() {
  if (asking) { askAgain = true; return; }
  asking = true;
  try {
    do {
      askAgain = false;
      const answer = await fetch('/_simulator/console' + (group ? '?group=' + encodeURIComponent(group) : ''));
      view = await answer.json();
      show();
    } while (askAgain);
  } catch { /* the feed says that the line is broken, and looks again once it is back */ } finally { asking = false; }
}
function watch() {
  const source = new EventSource('/_simulator/events');
  source.onopen = () => { $('link').textContent = 'live'; poll(); };
  source.onerror = () => { $('link').textContent = 'not connected, trying again…'; };
  source.addEventListener('change', poll);
  setInterval(() => { if (view?.clock !== 'driven' && view?.group?.activity?.alive) poll(); }, 1000);
}

function show() {
  const shown = view.group, activity = shown?.activity ?? null;
  $('now').textContent = view.now.replace('T', ' ').replace('Z', ' UTC');
  $('speed').textContent = view.clock === 'driven' ? '(stands still until advanced)' : view.speed === 1 ? '' : `(×${view.speed})`;
  document.title = `${activity ? activity.status + ' · ' : ''}${shown?.id ?? ''} · Auto Scaling simulator`;
  showGroups(shown);
  showActivity(shown, activity);
  showInstances(shown?.instances ?? [], activity?.currentBatch);
  showFaults(view.faults, view.alarms);
  showRows($('history'), shown?.history ?? [], one => [time(one.createdTime), one.id, one.type, pill(one.status)].map(cell => el('td', null, cell)), 'none');
  showRows($('journal'), view.journal, line => [el('td', null, time(line.time)), el('td', { class: 'text' }, line.text), el('td', { class: 'empty extra' }, line.activityId || '')], 'nothing yet');
  showRows($('calls'), view.calls, call => [el('td', null, time(call.time)), el('td', null, call.action),
    el('td', call.errorCode ? { class: 'code text' } : null, call.errorCode || 'ok'), el('td', { class: 'empty extra', title: call.requestId }, call.requestId?.slice(0, 8) ?? '')], 'no call yet');
}

function showGroups(shown) {
  const names = ['Follow the group that is rolling', ...view.groups.map(one => one.id + (one.name ? ' · ' + one.name : '') + (one.status ? ' · ' + one.status : ''))];
  const select = $('group');
  if (select.options.length !== names.length || names.some((name, i) => select.options[i].text !== name))
    select.replaceChildren(...names.map((name, i) => el('option', { value: i ? view.groups[i - 1].id : '' }, name)));
  select.value = view.groups.some(one => one.id === group) ? group : '';
  if (!shown) { $('group-status').replaceChildren(el('span', { class: 'empty' }, 'no group')); $('group-facts').replaceChildren(); return; }
  $('group-name').textContent = shown.id + (shown.name ? ` · ${shown.name}` : '');
  $('group-status').replaceChildren(pill(shown.enabled));
  const counts = Map.groupBy(shown.instances, one => one.imageId);
  facts($('group-facts'), [['status', shown.status], ['instances', shown.instances.length], ['desired (min–max)', `${shown.desired} (${shown.min}–${shown.max})`],
    ['launch configuration', `${shown.launchConfigurationId} v${shown.launchConfigurationVersion}`], ['its image', shown.imageId],
    ['instances run', [...counts].sort(([, a], [, b]) => b.length - a.length).slice(0, 4).map(([image, members]) => `${members.length} on ${image}`).join(', ')]]);
}

function showActivity(shown, activity) {
  const allowed = new Set(activity?.allowed ?? []);
  for (const button of document.querySelectorAll('[data-act]')) button.disabled = !allowed.has(button.dataset.act);
  $('start').disabled = !shown || activity?.alive === true;
  if (shown && startFor !== shown.id) { startFor = shown.id; $('start-image').value = shown.imageId ?? ''; $('start-batches').max = shown.instances.length; }
  if (!activity) { $('status').replaceChildren(el('span', { class: 'empty' }, 'none yet: start one')); $('activity-facts').replaceChildren(); $('timeline').replaceChildren(); return; }
  if ($('status').textContent !== activity.status) $('status').replaceChildren(pill(activity.status));
  const sum = member => activity.batches.reduce((total, batch) => total + batch[member], 0);
  facts($('activity-facts'), [['activity', activity.id], ['type', activity.type + (activity.originId ? ` of ${activity.originId}` : '')], ['batch', `${activity.currentBatch || '–'} of ${activity.batches.length}`],
    ['refreshed', `${sum('successful')} of ${sum('instances')}`], ['failed', sum('failed')],
    [activity.alive ? 'running for' : 'took', activity.startTime ? lasted((ms(activity.endTime || view.now) - ms(activity.startTime)) / 1000) : 'not started']]);
  $('timeline').replaceChildren(timeline(activity));
}

const post = (path, body, done) => send('POST', path, body, done);
// True where it was accepted.
async function send(method, path, body, done) {
  let wrong = '';
  try {
    const answer = await (await fetch(path, { method, headers: { 'content-type': 'application/json' }, body: body && JSON.stringify(body) })).json();
    const refused = answer.Response?.Error;
    wrong = refused ? `${refused.Code}: ${refused.Message}` : (answer.errors ?? []).join(' ');
  } catch (error) { wrong = `The simulator did not answer: ${error.message}`; }
  $('message').className = wrong ? 'message bad' : 'message';
  $('message').textContent = wrong || done;
  poll();
  return !wrong;
}
const call = (action, body, done) => post('/_simulator/call/' + action, body, done);

$('group').onchange = () => { location.hash = $('group').value; };
$('start-form').onsubmit = async event => {
  event.preventDefault();
  const { id, imageId, launchConfigurationId } = view.group, image = $('start-image').value.trim();
  if (image && image !== imageId && !await call('ModifyLaunchConfigurationAttributes', { LaunchConfigurationId: launchConfigurationId, ImageId: image }, '')) return;
  await call('StartInstanceRefresh',
    { AutoScalingGroupId: id, RefreshSettings: { RollingUpdateSettings: { BatchNumber: Number($('start-batches').value), BatchPause: $('start-pause').value } } }, 'Start: accepted');
};
for (const button of document.querySelectorAll('[data-act]')) {
  button.onclick = () => {
    const { id, activity } = view.group, undo = button.dataset.act === 'RollbackInstanceRefresh';
    const about = undo
      ? { OriginRefreshActivityId: activity.id, RefreshSettings: { RollingUpdateSettings: { BatchNumber: Math.max(1, activity.batches.filter(batch => batch.startTime).length) } } }
      : { RefreshActivityId: activity.id, ...(button.dataset.mode && { ResumeMode: button.dataset.mode }) };
    call(button.dataset.act, { AutoScalingGroupId: id, ...about }, `${button.textContent}: accepted`);
  };
}
for (const button of document.querySelectorAll('[data-fault]'))
  button.onclick = () => post('/_simulator/faults', { instanceId: picked, kind: button.dataset.fault }, `${picked}: ${button.textContent.toLowerCase()}, planned`);
for (const button of document.querySelectorAll('[data-advance]'))
  button.onclick = () => post('/_simulator/clock', { advanceSeconds: Number(button.dataset.advance) }, `advanced by ${lasted(button.dataset.advance)}`);
addEventListener('resize', () => { if (view) show(); });
addEventListener('hashchange', readAddress);
readAddress();
watch();
