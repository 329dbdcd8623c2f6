package dev.newsdesk.stream.display;

import dev.newsdesk.stream.client.Arrival;

/** Puts what arrives into lines. */
public sealed interface ArrivalFormat permits LineFormat, JsonFormat {

  /** Returns one line, without its end. */
  String line(Arrival arrival);
}
