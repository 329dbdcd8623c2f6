package dev.newsdesk.stream.client;

/**
 * A line that is no article.
 *
 * @param file the file's name
 * @param number the line's number, from 1
 * @param reason what is wrong, as in "is not JSON"
 */
public record MalformedLine(String file, long number, String reason) {

  /** Returns what to throw when it ends the reading. */
  public ClientException refusal() {
    return new ClientException(this + ": correct it; the lines before it were sent.");
  }

  /** Returns file, line and reason. */
  @Override
  public String toString() {
    return file + ", line " + number + " " + reason;
  }
}
