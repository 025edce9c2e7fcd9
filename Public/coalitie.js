// An enhancement only: everything works without it.
'use strict';

// Drafts: two seconds after the last key, and when the page is hidden.
document.querySelectorAll('form[data-draft]').forEach((form) => {
  const status = form.querySelector('[data-draft-status]');
  let timer = 0;
  let changed = false;
  let sent = false;

  const save = async (leaving) => {
    if (!changed || sent) return;
    changed = false;
    try {
      const answer = await fetch('/drafts', {
        method: 'POST',
        body: new URLSearchParams(new FormData(form)),
        credentials: 'same-origin',
        keepalive: leaving,
        redirect: 'manual',
      });
      if (answer.ok && status) {
        status.textContent = `${status.dataset.draftStatus} ${await answer.text()}`;
      }
      if (!answer.ok) changed = true;
    } catch {
      changed = true;
    }
  };

  form.addEventListener('input', () => {
    changed = true;
    clearTimeout(timer);
    timer = setTimeout(() => save(false), 2000);
  });
  form.addEventListener('submit', () => { sent = true; clearTimeout(timer); });
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') save(true);
  });
  // A page that the browser kept and shows again goes on where it was.
  window.addEventListener('pageshow', (event) => { if (event.persisted) sent = false; });
});

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
