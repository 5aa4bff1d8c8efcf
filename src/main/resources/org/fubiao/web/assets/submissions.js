/* Sends files one after the other, shows how far each is, and puts the answer where it stood. Without this the form works as well. */
'use strict';
(() => {
  const form = document.getElementById('upload');
  if (!form) {
    return;
  }
  const input = form.querySelector('input[type=file]');
  const drop = form.querySelector('.drop');
  const answers = document.getElementById('answers');
  const status = document.getElementById('progress');
  const words = form.dataset;
  const queue = [];
  let sent = 0;
  let all = 0;
  let busy = false;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text || '';
    return made;
  };

  const tell = () => {
    status.textContent = words.done.replace('#1', sent).replace('#2', all);
  };

  const fail = (card, text) => {
    card.classList.add('bad');
    card.lastChild.replaceWith(element('p', '', text));
  };

  const add = files => {
    const chosen = Array.from(files);
    if (chosen.length > Number(words.most)) {
      status.textContent = words.many;
      return;
    }
    if (!busy) {
      sent = 0;
      all = 0;
      answers.replaceChildren();
    }
    all += chosen.length;
    for (const file of chosen) {
      const card = element('article', 'card answer');
      const wait = element('div', 'wait');
      card.append(element('h3', '', file.name), wait);
      wait.append(element('p', 'hint', words.waiting));
      answers.append(card);
      queue.push({ file, card, wait });
    }
    tell();
    next();
  };

  const next = () => {
    if (busy) {
      return;
    }
    const one = queue.shift();
    if (!one) {
      refresh();
      return;
    }
    busy = true;
    if (one.file.size > Number(words.largest) * 1048576) {
      fail(one.card, words.large);
      done();
    } else {
      send(one);
    }
  };

  const done = () => {
    busy = false;
    sent += 1;
    tell();
    next();
  };

  const send = ({ file, card, wait }) => {
    const body = new FormData();
    for (const hidden of form.querySelectorAll('input[type=hidden]')) {
      body.append(hidden.name, hidden.value);
    }
    body.append('files', file);
    const bar = element('progress', '');
    bar.max = 100;
    bar.value = 0;
    bar.setAttribute('aria-label', file.name);
    const text = element('p', 'hint', words.sending);
    wait.replaceChildren(bar, text);
    const request = new XMLHttpRequest();
    request.open('POST', form.getAttribute('action'));
    request.setRequestHeader('Fubiao-Part', 'answers');
    request.upload.onprogress = event => {
      if (event.lengthComputable) {
        bar.value = Math.round(100 * event.loaded / event.total);
      }
    };
    request.upload.onload = () => {
      bar.removeAttribute('value');
      text.textContent = words.checking;
    };
    request.onload = () => {
      const answer = new DOMParser().parseFromString(request.responseText, 'text/html').querySelector('.answer');
      if (request.status === 200 && answer) {
        card.replaceWith(document.adoptNode(answer));
      } else {
        fail(card, request.status === 413 ? words.large : request.status === 200 || request.status === 403 ? words.ended
          : request.status >= 502 && request.status <= 504 ? words.unsure : words.broken);
      }
      done();
    };
    request.onerror = () => {
      fail(card, words.broken);
      done();
    };
    request.send(body);
  };

  /* What stands below the answers is as it was before. */
  const refresh = () => {
    const state = document.getElementById('state');
    const address = new URL(form.getAttribute('action'), location.href);
    for (const hidden of form.querySelectorAll('input[name=period], input[name=unit]')) {
      address.searchParams.set(hidden.name, hidden.value);
    }
    fetch(address, { headers: { Accept: 'text/html' } })
      .then(response => response.ok && !response.redirected ? response.text() : '')
      .then(text => {
        const now = new DOMParser().parseFromString(text, 'text/html').getElementById('state');
        if (now) {
          state.replaceWith(document.adoptNode(now));
        }
      })
      .catch(() => {});
  };

  input.required = false;
  form.classList.add('scripted');
  input.addEventListener('change', () => {
    add(input.files);
    input.value = '';
  });
  form.addEventListener('submit', event => event.preventDefault());
  for (const name of ['dragenter', 'dragover']) {
    form.addEventListener(name, event => {
      event.preventDefault();
      drop.classList.add('over');
    });
  }
  for (const name of ['dragleave', 'drop']) {
    form.addEventListener(name, event => {
      event.preventDefault();
      drop.classList.remove('over');
    });
  }
  form.addEventListener('drop', event => add(event.dataTransfer.files));
  window.addEventListener('beforeunload', event => {
    if (busy) {
      event.preventDefault();
    }
  });
})();
