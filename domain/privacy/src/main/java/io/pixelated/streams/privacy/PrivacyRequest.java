package io.pixelated.streams.privacy;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** What a data subject, or somebody on their behalf, asks for. */
public sealed interface PrivacyRequest {
  /** What all requests say. */
  Header header();

  /** What is asked for. */
  RequestKind kind();

  /** Names the request: the same id is the same request. */
  default String id() {
    return header().id();
  }

  /**
   * What all requests say.
   *
   * @param id 1 to 64 letters, digits, dots, hyphens and underscores; names no person
   * @param requestedAt when it was asked for: the law's periods count from then
   * @param subject whom it is about
   * @param home the subject's jurisdiction as the residency policies write it, such as {@code EU}
   * @param requester who asks
   */
  record Header(String id, Instant requestedAt, Subject subject, String home, Requester requester) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
    private static final Pattern HOME = Pattern.compile("[A-Z]{2}(-[A-Z0-9]{1,3})?");

    public Header {
      Objects.requireNonNull(requestedAt, "requestedAt");
      Objects.requireNonNull(subject, "subject");
      Objects.requireNonNull(requester, "requester");
      if (!isId(id)) {
        throw new IllegalArgumentException(
            "id is none: give 1 to 64 letters, digits, dots, hyphens, underscores");
      }
      if (!isHome(home)) {
        throw new IllegalArgumentException("home is no jurisdiction: give one such as EU or US-CA");
      }
    }

    static boolean isId(String text) {
      return ID.matcher(text).matches();
    }

    static boolean isHome(String text) {
      return HOME.matcher(text).matches();
    }
  }

  /**
   * Who asks.
   *
   * @param name whoever it is in the privacy office's books
   * @param role in what role
   */
  record Requester(String name, Role role) {
    public Requester {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(role, "role");
    }

    /** The role alone: the name is personal. */
    @Override
    public String toString() {
      return "Requester[" + role.word() + ']';
    }
  }

  /** A copy of the records, as far as the requester's role may see them. */
  record Access(Header header) implements PrivacyRequest {
    @Override
    public RequestKind kind() {
      return RequestKind.ACCESS;
    }
  }

  /** The records are to be deleted. */
  record Erasure(Header header) implements PrivacyRequest {
    @Override
    public RequestKind kind() {
      return RequestKind.ERASURE;
    }
  }

  /**
   * Fields of the records are to be corrected.
   *
   * @param corrections which fields, at least one
   */
  record Rectification(Header header, List<Correction> corrections) implements PrivacyRequest {
    public Rectification {
      corrections = List.copyOf(corrections);
      if (corrections.isEmpty()) {
        throw new IllegalArgumentException("corrections is empty: give at least one");
      }
    }

    @Override
    public RequestKind kind() {
      return RequestKind.RECTIFICATION;
    }
  }

  /** A copy of the records that another service can read. */
  record Portability(Header header) implements PrivacyRequest {
    @Override
    public RequestKind kind() {
      return RequestKind.PORTABILITY;
    }
  }

  /**
   * Whether the subject's records may be sold or shared.
   *
   * @param permitted false: they opt out; true: an earlier opt-out holds no longer
   */
  record SaleChoice(Header header, boolean permitted) implements PrivacyRequest {
    @Override
    public RequestKind kind() {
      return permitted ? RequestKind.OPT_IN : RequestKind.OPT_OUT;
    }
  }
}
