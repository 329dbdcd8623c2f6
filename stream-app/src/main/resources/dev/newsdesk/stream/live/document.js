// Makes and changes elements. Whatever text it is given becomes a text: nothing on this page parses HTML.

const SVG = 'http://www.w3.org/2000/svg';

export function byId(id) {
  return document.getElementById(id);
}

export function element(name, attributes, ...children) {
  return filled(document.createElement(name), attributes, children);
}

export function svgElement(name, attributes, ...children) {
  return filled(document.createElementNS(SVG, name), attributes, children);
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    made.setAttribute(name, value);
  }
  made.append(...children); // A string becomes a text node.
  return made;
}

/** Changes nothing that is as it should be, so that no selection and no screen reader is disturbed. */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}

/** Makes a table that may be wider than a phone; rows are lists of elements. */
export function table(caption, heads, rows) {
  const columns = heads.map((head) => element('th', { scope: 'col' }, head));
  return element('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': caption },
    element('table', {},
      element('caption', {}, caption),
      element('thead', {}, element('tr', {}, ...columns)),
      element('tbody', {}, ...rows.map((cells) => element('tr', {}, ...cells)))));
}

/**
 * Puts what make() returns into a target, but only where the data differ from the last time: a table is not to lose the
 * focus, nor a reader the place, each second.
 */
export function render(target, data, make) {
  const key = JSON.stringify(data);
  if (target.renderedKey !== key) {
    target.renderedKey = key;
    target.replaceChildren(...make());
  }
}
