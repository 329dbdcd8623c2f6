package dev.newsdesk.trainer.report;

/** A part of the page. It says so itself where a record that it needs is not there. */
interface Section {

  /** Adds this part to the page. */
  void write(Records records, Page page);
}
