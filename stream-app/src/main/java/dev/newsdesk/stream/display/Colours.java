package dev.newsdesk.stream.display;

/** Colours a text, or leaves it as it is where nobody sees colours. */
public interface Colours {

  /** No colours. */
  Colours NONE = (topic, text) -> text;

  /** Returns the text in the colour of what arrives on this topic. */
  String of(String topic, String text);
}
