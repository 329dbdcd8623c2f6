package dev.newsdesk.quickstart.demo;

import dev.newsdesk.ArticleLabel;
import dev.newsdesk.stream.classification.RejectionCause;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** What can be wrong with a record, and what the app then says. */
enum Poison {
  NOT_AVRO(RejectionCause.UNDECODABLE) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      return "no Avro".getBytes(StandardCharsets.UTF_8);
    }
  },
  UNKNOWN_SCHEMA(RejectionCause.UNDECODABLE) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      byte[] spoilt = good.clone();
      Arrays.fill(spoilt, 1, 5, (byte) 0x7f);
      return spoilt;
    }
  },
  INCOMPATIBLE_SCHEMA(RejectionCause.UNDECODABLE) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      byte[] spoilt = good.clone();
      ByteBuffer.wrap(spoilt, 1, 4).putInt(feed.incompatibleSchema());
      return spoilt;
    }
  },
  OTHER_TYPE(RejectionCause.UNDECODABLE) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      return feed.serialize(
          ArticleLabel.newBuilder().setArticleId(id).setCategory("Sports").build());
    }
  },
  RANDOM_BYTES(RejectionCause.UNDECODABLE) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      byte[] spoilt = new byte[good.length];
      // Other bytes for each record, and the same ones whenever it is sent.
      new Random(Arrays.hashCode(good)).nextBytes(spoilt);
      // The magic byte and the schema's id stay.
      System.arraycopy(good, 0, spoilt, 0, 5);
      return spoilt;
    }
  },
  TRUNCATED(RejectionCause.UNDECODABLE) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      return Arrays.copyOf(good, good.length - 20);
    }
  },
  ZERO_BYTES(RejectionCause.UNDECODABLE) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      return new byte[0];
    }
  },
  NO_VALUE(RejectionCause.EMPTY) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      return null;
    }
  },
  NO_TEXT(RejectionCause.EMPTY) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      return feed.serialize(id, " ", "");
    }
  },
  LARGE_WHEN_UNPACKED(RejectionCause.OVERSIZED) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      return feed.serialize(id, "Oil", "x".repeat(3_000_000));
    }
  },
  OVERSIZED(RejectionCause.OVERSIZED) {
    @Override
    byte @Nullable [] spoil(Feed feed, String id, byte[] good) {
      return feed.serialize(id, "Oil", "x".repeat(600_000));
    }
  };

  private final RejectionCause cause;

  Poison(RejectionCause cause) {
    this.cause = cause;
  }

  /** Returns what the dead letter must give as its cause. */
  RejectionCause cause() {
    return cause;
  }

  /** Makes a bad value, of a good one where that helps. */
  abstract byte @Nullable [] spoil(Feed feed, String id, byte[] good);
}
