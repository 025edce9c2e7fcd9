// An enhancement only: everything works without it.
'use strict';

// No connection: the page says so, keeps what was typed in its fields, and sends it when told to.
const offline = document.querySelector('[data-offline]');
let again = null;

const lost = (retry) => {
  again = retry;
  if (offline) offline.hidden = false;
};
const found = () => {
  again = null;
  if (offline) offline.hidden = true;
};
const isReachable = () => fetch('/livez', {
  method: 'HEAD', cache: 'no-store', signal: AbortSignal.timeout(5000),
}).then(() => true, () => false);

offline?.querySelector('button').addEventListener('click', () => again?.());

// Drafts: two seconds after the last key, and when the page is hidden. A form that is sent waits for
// the draft that is under way, and looks first whether there is a connection when that is long ago.
const drafts = [...document.querySelectorAll('form[data-draft]')].map((form) => {
  const status = form.querySelector('[data-draft-status]');
  let timer = 0;
  let changed = false;
  let sent = false;
  let saving = null;
  let heard = performance.now();

  const post = async (leaving) => {
    try {
      const answer = await fetch('/drafts', {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        credentials: 'same-origin',
        keepalive: leaving,
        redirect: 'manual',
      });
      changed ||= !answer.ok;
      if (!answer.ok) return;
      heard = performance.now();
      const time = await answer.text();
      if (status) status.textContent = time && `${status.dataset.draftStatus} ${time}`;
      found();
    } catch {
      changed = true;
      if (!leaving) lost(() => save(false));
    }
  };
  const save = (leaving) => {
    if (!changed || sent) return;
    changed = false;
    saving = post(leaving).finally(() => { saving = null; });
  };

  form.addEventListener('input', () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => save(false), 2000);
  });
  form.addEventListener('submit', async (event) => {
    const { submitter } = event;
    clearTimeout(timer);
    if (!saving && navigator.onLine && performance.now() - heard < 15000) {
      sent = true;
      return;
    }
    event.preventDefault();
    await saving;
    if (!await isReachable()) return lost(() => form.requestSubmit(submitter));
    heard = performance.now();
    found();
    form.requestSubmit(submitter);
  });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save(true);
  });
  // A page that the browser kept and shows again goes on where it was.
  window.addEventListener('pageshow', (event) => { if (event.persisted) sent = false; });
  return { isUnsaved: () => changed && !sent && again !== null };
});

// What is kept nowhere is asked about before its page is left.
document.querySelectorAll('main form.form:not([data-draft])').forEach((form) => {
  let changed = false;
  form.addEventListener('input', () => { changed = true; });
  form.addEventListener('submit', () => { changed = false; });
  drafts.push({ isUnsaved: () => changed });
});
window.addEventListener('beforeunload', (event) => {
  if (drafts.some((draft) => draft.isUnsaved())) event.preventDefault();
});

// Any other form stays where it is as well while there is no connection.
document.addEventListener('submit', (event) => {
  const { target, submitter } = event;
  if (navigator.onLine || event.defaultPrevented || !offline) return;
  event.preventDefault();
  lost(() => target.requestSubmit(submitter));
});

// The switch of language in the header sends what is being typed along, as the one in the footer does.
const keeper = document.querySelector('button[form][formaction="/language"]');
document.querySelectorAll('form[action="/language"][hidden]').forEach((form) => {
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    keeper.form.requestSubmit(keeper);
  });
});

// A table that does not fit is a stop of the keyboard, so that it can be moved.
const sizes = new ResizeObserver((changes) => changes.forEach(({ target }) => {
  if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
  else target.removeAttribute('tabindex');
}));
document.querySelectorAll('.scroll').forEach((table) => sizes.observe(table));

// "/" puts the cursor in the search box that is in sight, or opens the one that is folded away.
const seek = () => {
  const boxes = [...document.querySelectorAll('[role="search"] [name="q"]')];
  const fold = boxes.find((box) => box.closest('details'))?.closest('details');
  const inSight = () => boxes.find((box) => box.checkVisibility({ visibilityProperty: true }));
  if (!inSight() && fold) fold.open = true;
  inSight()?.focus();
};
document.addEventListener('keydown', (event) => {
  const isTyping = event.target.closest?.('input, textarea, select, [contenteditable]');
  if (event.key !== '/' || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  seek();
});
document.querySelectorAll('details:has([role="search"])').forEach((fold) => {
  fold.addEventListener('toggle', () => { if (fold.open) fold.querySelector('[name="q"]').focus(); });
});
// The box is there to type in once one comes to search.
if (document.body.matches('.seeks:not(:has(main .rows, .summary))')) seek();

// The summary of errors takes the focus, so that it is read first.
document.querySelector('.summary[autofocus]')?.focus();

// An open menu closes with Escape, which gives the focus back, and with a click beside it.
const menus = document.querySelectorAll('details.fold, details.more');
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  menus.forEach((menu) => {
    if (!menu.open) return;
    menu.open = false;
    menu.querySelector('summary').focus();
  });
});
document.addEventListener('click', (event) => {
  menus.forEach((menu) => { if (!menu.contains(event.target)) menu.open = false; });
});

// A page is printed with a button where there is script; the browser's own menu does it everywhere.
document.querySelectorAll('[data-print]').forEach((button) => {
  button.hidden = false;
  button.addEventListener('click', () => window.print());
});

// "Everybody" on top of a column of ticks sets those below it, which are what is sent.
document.querySelectorAll('[data-all]').forEach((all) => {
  const ticks = all.form.querySelectorAll(`[name="${all.dataset.all}"]`);
  all.removeAttribute('name');
  all.addEventListener('change', () => ticks.forEach((tick) => {
    if (!('held' in tick.dataset)) tick.checked = all.checked;
  }));
});

// What stands in a field, for another program.
document.querySelectorAll('[data-copy]').forEach((button) => {
  const words = button.textContent;
  button.hidden = !navigator.clipboard;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.textContent = `${words} \u2713`;
  });
});
