package dev.newsdesk.stream.classification;

/** An article cannot be classified; the message names cause and remedy. */
public final class ArticleRejectedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final RejectionCause rejectionCause;

  /** Makes a rejection of one sentence. */
  public ArticleRejectedException(RejectionCause rejectionCause, String message) {
    super(message);
    this.rejectionCause = rejectionCause;
  }

  /** Makes a rejection of one sentence with what led to it. */
  public ArticleRejectedException(RejectionCause rejectionCause, String message, Throwable cause) {
    super(message, cause);
    this.rejectionCause = rejectionCause;
  }

  /** Returns the kind of cause. */
  public RejectionCause rejectionCause() {
    return rejectionCause;
  }
}
