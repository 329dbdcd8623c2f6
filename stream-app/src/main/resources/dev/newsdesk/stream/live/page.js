// Asks the app each second what has happened, and shows it. Asking again is robust: a browser that is slow or asleep holds
// up nothing in the app, and what it missed is in the next answer.

import { showAccuracy } from './accuracy.js';
import { Arrivals } from './arrivals.js';
import { byId, setText } from './document.js';
import { showDeadLetters, showFigures } from './figures.js';
import { time } from './format.js';

const INTERVAL_MS = 1000;
const PATIENCE_MS = 10000;

const arrivals = new Arrivals(byId('categories'));
let startedAt = null;
let paused = false;
let silentSince = null;

async function ask(path) {
  const response = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!response.ok) {
    throw new Error(`${path} answers ${response.status}`);
  }
  return response.json();
}

async function update() {
  let [status, arrived] = await Promise.all([ask('api/status'), ask(`api/articles?after=${arrivals.latest}`)]);
  if (arrived.startedAt !== startedAt) {
    // The app was started anew, and with it the articles' numbers.
    startedAt = arrived.startedAt;
    arrivals.clear();
    arrived = await ask('api/articles?after=0');
  }
  if (!paused) {
    showState(status.health);
    showFigures(status);
    arrivals.show(status, arrived.articles);
    showAccuracy(status);
    showDeadLetters(status.deadLetters);
  }
}

function showState(health) {
  const state = byId('state');
  state.dataset.state = health.ready ? 'ready' : health.alive ? 'waiting' : 'failed';
  setText(state, health.explanation);
}

function showSilence() {
  silentSince ??= new Date();
  byId('state').dataset.state = 'failed';
  setText(byId('state'), `The app has not answered since ${time(silentSince)}. It is asked again.`);
}

async function tick() {
  if (!paused && !document.hidden) {
    try {
      await update();
      silentSince = null;
    } catch {
      showSilence();
    }
  }
  setTimeout(tick, INTERVAL_MS);
}

byId('pause').addEventListener('click', (event) => {
  paused = !paused;
  event.currentTarget.setAttribute('aria-pressed', String(paused));
});

tick();
