package dev.newsdesk.trainer.report.chart;

/** Something that can be drawn. */
public interface Chart {

  /** Returns the drawing: the same bytes each time. */
  String svg();
}
