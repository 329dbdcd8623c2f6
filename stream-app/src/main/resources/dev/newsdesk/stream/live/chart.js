// Two charts as SVG, as wide as there is room, so that their letters keep their size on a phone. What they show also stands
// beside them as text or as a table, so that to a screen reader each is one picture with a name.

import { svgElement } from './document.js';
import { count, percent, time } from './format.js';

const HEIGHT = 200;
const LEFT = 56;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 24;

/** Bars for the articles of each second, named by the element with the given id. */
export function barChart(width, numbers, labelledBy) {
  const height = 60;
  const most = Math.max(1, ...numbers);
  const step = (width - LEFT) / numbers.length;
  const bars = numbers.map((number, i) => svgElement('rect', {
    x: LEFT + i * step, y: height * (1 - number / most), width: Math.max(1, step - 1), height: height * number / most,
  }));
  return svgElement('svg', { viewBox: `0 0 ${width} ${height}`, height, role: 'img', 'aria-labelledby': labelledBy },
    svgElement('text', { x: LEFT - 6, y: 12, 'text-anchor': 'end' }, count(most)),
    svgElement('text', { x: LEFT - 6, y: height, 'text-anchor': 'end' }, '0'),
    svgElement('g', { class: 'bars' }, ...bars));
}

/** A line for the accuracy by window, in a band that is its interval; dashed, what the test set promised. */
export function intervalChart(width, windows, expected) {
  const { low, high } = range(windows, expected);
  const starts = windows.map((window) => Date.parse(window.start));
  const first = starts[0];
  const span = Math.max(1, starts[starts.length - 1] - first);
  const x = (start) => LEFT + 6 + (width - LEFT - RIGHT - 12) * (windows.length > 1 ? (start - first) / span : 0.5);
  const y = (share) => TOP + (HEIGHT - TOP - BOTTOM) * (high - share) / (high - low);
  const upper = windows.map((window, i) => [x(starts[i]), y(window.upperBound)]);
  const lower = windows.map((window, i) => [x(starts[i]), y(window.lowerBound)]);
  const points = windows.map((window, i) => [x(starts[i]), y(window.accuracy)]);
  const last = windows[windows.length - 1];
  return svgElement('svg', {
    viewBox: `0 0 ${width} ${HEIGHT}`,
    height: HEIGHT,
    role: 'img',
    'aria-label': `Accuracy by window, from ${time(first)} to ${time(last.end)}; lately ${percent(last.accuracy)}. `
      + 'A table with all figures follows.',
  },
    ...gridLines(low, high).flatMap((share) => [
      svgElement('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(share), y2: y(share) }),
      svgElement('text', { x: LEFT - 6, y: y(share) + 4, 'text-anchor': 'end' }, percent(share, 0)),
    ]),
    ...(expected === null ? [] : [
      svgElement('line', { class: 'expected', x1: LEFT, x2: width - RIGHT, y1: y(expected), y2: y(expected) }),
    ]),
    svgElement('polygon', { class: 'band', points: list([...upper, ...lower.slice().reverse()]) }),
    // A window alone has no band.
    ...(windows.length > 1 ? [] : [
      svgElement('line', { class: 'whisker', x1: upper[0][0], x2: lower[0][0], y1: upper[0][1], y2: lower[0][1] }),
    ]),
    svgElement('polyline', { class: 'line', points: list(points) }),
    ...points.map(([cx, cy]) => svgElement('circle', { cx, cy, r: 3 })),
    svgElement('text', { x: LEFT, y: HEIGHT - 4 }, time(first)),
    svgElement('text', { x: width - RIGHT, y: HEIGHT - 4, 'text-anchor': 'end' }, time(last.end)));
}

function range(windows, expected) {
  const bounds = windows.flatMap((window) => [window.lowerBound, window.upperBound]);
  const all = expected === null ? bounds : [...bounds, expected];
  const low = Math.max(0, Math.floor(20 * Math.min(...all)) / 20);
  return { low, high: Math.max(low + 0.05, Math.min(1, Math.ceil(20 * Math.max(...all)) / 20)) };
}

function gridLines(low, high) {
  return [0, 1, 2, 3, 4].map((i) => low + (high - low) * i / 4);
}

function list(points) {
  return points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' ');
}
