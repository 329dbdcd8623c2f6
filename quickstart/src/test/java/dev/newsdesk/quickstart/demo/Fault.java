package dev.newsdesk.quickstart.demo;

/** What the guarantee suite does to the running system. */
enum Fault {
  KILL_FIRST_INSTANCE,
  KILL_SECOND_INSTANCE,
  RESTART_BROKER,
  REGISTRY_AWAY
}
