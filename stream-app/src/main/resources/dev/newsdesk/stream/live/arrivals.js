// The last articles of each category. Headlines and ids are whatever somebody sent to Kafka.

import { element, setText } from './document.js';
import { articles, percent, time } from './format.js';

const SHOWN = 10;

export class Arrivals {
  #container;
  #categories = new Map();

  /** The number of the last article shown. */
  latest = 0;

  constructor(container) {
    this.#container = container;
  }

  clear() {
    this.latest = 0;
    this.#categories.clear();
    this.#container.replaceChildren();
  }

  /** Shows articles that are not shown yet, in their order of arrival, and how many there have been. */
  show(status, arrived) {
    for (const label of status.checkpoint?.labels ?? []) {
      this.#category(label);
    }
    for (const article of arrived) {
      const { list } = this.#category(article.category);
      list.prepend(item(article));
      list.children[SHOWN]?.remove();
      this.latest = article.number;
    }
    for (const [label, { total }] of this.#categories) {
      setText(total, articles(status.articles.byCategory[label] ?? 0));
    }
  }

  #category(label) {
    let category = this.#categories.get(label);
    if (!category) {
      const number = this.#categories.size;
      const heading = element('h3', { id: `category-${number}` }, label);
      category = { total: element('p', { class: 'note' }), list: element('ul', {}) };
      this.#container.append(element('section',
        { 'aria-labelledby': heading.id, 'data-category': label, 'data-number': number % 4 },
        heading, category.total, category.list));
      this.#categories.set(label, category);
    }
    return category;
  }
}

function item(article) {
  return element('li', { 'data-id': article.id },
    element('span', { class: 'confidence' }, percent(article.confidence, 0)), ' ',
    // Isolated, so that a headline in Arabic does not turn the line around.
    element('bdi', { class: 'headline' }, article.headline), ' ',
    element('time', { datetime: article.at }, time(article.at)));
}
