// Writes figures as the rest of Newsdesk does.

const whole = new Intl.NumberFormat('en');
const tenths = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

export function count(number) {
  return whole.format(number);
}

export function rate(perSecond) {
  return perSecond < 10 ? tenths.format(perSecond) : whole.format(Math.round(perSecond));
}

export function percent(share, digits = 2) {
  return `${(100 * share).toFixed(digits)} %`;
}

export function duration(seconds) {
  if (seconds < 1) {
    return `${Math.round(1000 * seconds)} ms`;
  }
  return seconds < 120 ? `${seconds.toFixed(1)} s` : `${whole.format(Math.round(seconds / 60))} min`;
}

export function time(instant) {
  return new Date(instant).toLocaleTimeString('en', { hour12: false });
}

export function articles(number) {
  return number === 1 ? '1 article' : `${count(number)} articles`;
}

export function interval(estimate) {
  return `${(100 * estimate.lowerBound).toFixed(2)} to ${percent(estimate.upperBound)}`;
}
