package dev.newsdesk.schemas;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Counts what a thread allocates. */
final class Allocation {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Allocation() {}

  /** Returns how many bytes this thread allocates while it runs something. */
  static long of(Runnable something) {
    long before = THREADS.getCurrentThreadAllocatedBytes();
    something.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }
}
