// How often the checkpoint was right, by the labels that have come.

import { intervalChart } from './chart.js';
import { byId, element, render, setText, table } from './document.js';
import { count, interval, percent, time } from './format.js';

const HEATS = 5;

export function showAccuracy({ accuracy, checkpoint }) {
  if (!accuracy) {
    return;
  }
  const { overall, windows } = accuracy;
  setText(byId('accuracy-text'),
    `${percent(overall.accuracy)} of ${count(overall.labelled)} labelled articles right; `
    + `the 95 % interval is ${interval(overall)}.`);
  const chart = byId('accuracy-chart');
  const expected = checkpoint?.testAccuracy ?? null;
  render(chart, [windows, expected, chart.clientWidth], () =>
    windows.length ? [intervalChart(chart.clientWidth, windows, expected)] : []);
  byId('accuracy-details').hidden = !windows.length;
  render(byId('accuracy-table'), windows, () => [table('Accuracy by window, the newest first',
    ['From', 'Right', 'Labelled', 'Accuracy', '95 % interval'], windows.slice().reverse().map(windowRow))]);
  const labels = checkpoint?.labels ?? Object.keys(accuracy.byCategory);
  render(byId('confusion'), [accuracy.confusions, accuracy.byCategory, labels], () => [matrix(labels, accuracy)]);
}

function windowRow(window) {
  return [
    element('th', { scope: 'row' }, element('time', { datetime: window.start }, time(window.start))),
    ...[count(window.correct), count(window.labelled), percent(window.accuracy), interval(window)]
      .map((text) => element('td', {}, text)),
  ];
}

function matrix(labels, { confusions, byCategory }) {
  const cells = new Map(confusions.map((cell) => [JSON.stringify([cell.labelled, cell.predicted]), cell.articles]));
  const of = (labelled, predicted) => cells.get(JSON.stringify([labelled, predicted])) ?? 0;
  return table('Articles by what they are (rows) and what they were labelled (columns)', ['Is', ...labels, 'Right'],
    labels.map((labelled) => {
      const sum = labels.reduce((total, predicted) => total + of(labelled, predicted), 0);
      return [
        element('th', { scope: 'row' }, labelled),
        ...labels.map((predicted) => cell(of(labelled, predicted), sum, labelled === predicted)),
        element('td', {}, byCategory[labelled] ? percent(byCategory[labelled].accuracy, 1) : '–'),
      ];
    }));
}

/** Shades a cell by its share of the row; the figure itself is in it, so that no colour need be seen. */
function cell(number, sum, right) {
  const heat = number ? Math.ceil(HEATS * number / sum) : 0;
  return element('td', { class: right ? 'right' : 'wrong', 'data-heat': heat }, count(number));
}
