// The figures at the top of the page, and the dead letters at its end.

import { barChart } from './chart.js';
import { byId, element, render, setText, table } from './document.js';
import { count, duration, interval, percent, rate, time } from './format.js';

export function showFigures(status) {
  const { articles, latency, accuracy, checkpoint, deadLetters, words: seen } = status;
  set('rate', rate(status.rate.perSecond));
  set('labelled', count(articles.labelled));
  set('received', `of ${count(articles.received)} taken in`);
  set('latency', latency ? duration(latency.median) : '–');
  set('percentiles', latency
    ? `95 % within ${duration(latency.percentile95)}, 99 % within ${duration(latency.percentile99)}, in the last minute`
    : 'none in the last minute');
  set('accuracy', accuracy ? percent(accuracy.overall.accuracy) : '–');
  set('interval', accuracy ? `${interval(accuracy.overall)}, by ${count(accuracy.overall.labelled)} labels` : 'no labels yet');
  set('dead', count(deadLetters.total));
  set('dead-share', deadLetters.total ? `${percent(deadLetters.total / articles.received)} of what was taken in` : '');
  set('unknown', seen.total ? percent(seen.unknown / seen.total) : '–');
  set('unknown-before', checkpoint?.testUnknownWords != null
    ? `${percent(checkpoint.testUnknownWords)} in the test set`
    : 'of all words, unknown to the network');
  set('checkpoint', checkpoint ? checkpoint.id : '–');
  set('measured', checkpoint?.testAccuracy
    ? `${percent(checkpoint.testAccuracy)} right on ${count(checkpoint.testRows)} test articles of ${checkpoint.data}`
    : '');
  render(byId('rates'), [status.rate.history, byId('rates').clientWidth],
    () => [barChart(byId('rates').clientWidth, status.rate.history, 'minute')]);
}

function set(id, text) {
  setText(byId(id), text);
}

export function showDeadLetters(deadLetters) {
  const causes = Object.entries(deadLetters.byCause);
  render(byId('dead-causes'), causes, () => [table('Dead letters by cause', ['Cause', 'Records'],
    causes.map(([cause, number]) => [
      element('th', { scope: 'row' }, words(cause)),
      element('td', {}, count(number)),
    ]))]);
  render(byId('dead-letters'), deadLetters.recent, () => deadLetters.recent.slice().reverse().map(deadLetter));
}

function deadLetter(one) {
  return element('li', {},
    element('time', { datetime: one.at }, time(one.at)), ' ',
    element('strong', {}, words(one.cause)), ' ',
    element('bdi', {}, one.explanation), ' ',
    element('span', { class: 'note' }, `${one.topic}, partition ${one.partition}, offset ${one.offset}`));
}

function words(cause) {
  return cause.toLowerCase().replaceAll('_', ' ');
}
