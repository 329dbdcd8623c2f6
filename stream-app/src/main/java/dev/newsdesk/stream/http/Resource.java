package dev.newsdesk.stream.http;

/** Answers the requests for one path, by several threads. */
public interface Resource {

  /**
   * Returns the answer.
   *
   * @param parameters the query's
   * @throws BadRequestException when a parameter is wrong
   */
  Content content(Parameters parameters);
}
