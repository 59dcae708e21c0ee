package io.pixelated.streams.ingest;

import io.pixelated.streams.events.Entity;
import io.pixelated.streams.events.EntityType;
import io.pixelated.streams.sigma.match.ValueKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Whom and what an event is about, by {@code entities.yaml}, which also says how names are made
 * equal.
 */
final class Entities {
  private static final int MAX_NAME = 256;

  private final int limit;
  private final Set<String> notUsers;
  private final List<String> notUserDomains;
  private final Set<String> sharedNames;
  private final Set<String> notHosts;
  private final Map<String, Rules> byFormat;

  private record Rules(
      List<String> scope,
      List<String> users,
      List<String> hosts,
      boolean shortHosts,
      List<String> addresses,
      List<String> remotes,
      List<String> sessions,
      List<String> tokens,
      Map<String, Rules> services) {
    private static final Rules NONE = read(DataTable.empty());

    static Rules read(DataTable table) {
      table.only(
          "scope",
          "users",
          "hosts",
          "short_hosts",
          "addresses",
          "remote_addresses",
          "sessions",
          "tokens",
          "services");
      Map<String, Rules> services = new HashMap<>();
      DataTable more = table.table("services");
      more.keys().forEach(service -> services.put(service, read(more.table(service))));
      return new Rules(
          table.texts("scope"),
          table.texts("users"),
          table.texts("hosts"),
          table.flag("short_hosts"),
          table.texts("addresses"),
          table.texts("remote_addresses"),
          table.texts("sessions"),
          table.texts("tokens"),
          Map.copyOf(services));
    }
  }

  private Entities(DataTable root) {
    root.only(
        "limit",
        "not_users",
        "not_user_domains",
        "shared_names",
        "not_hosts",
        "formats",
        "windows");
    limit = root.number("limit");
    notUsers = lower(root.texts("not_users"));
    notUserDomains = List.copyOf(lower(root.texts("not_user_domains")));
    sharedNames = lower(root.texts("shared_names"));
    notHosts = lower(root.texts("not_hosts"));
    Map<String, Rules> rules = new HashMap<>();
    DataTable formats = root.table("formats");
    formats.keys().forEach(format -> rules.put(format, Rules.read(formats.table(format))));
    byFormat = Map.copyOf(rules);
  }

  static Entities standard() {
    return new Entities(DataTable.resource("entities.yaml"));
  }

  private static Set<String> lower(List<String> names) {
    Set<String> lower = new HashSet<>();
    names.forEach(name -> lower.add(name.toLowerCase(Locale.ROOT)));
    return Set.copyOf(lower);
  }

  /** The event's entities, sorted, at most as many as the data allows. */
  List<Entity> of(ParsedEvent event) {
    Rules rules = byFormat.getOrDefault(event.format().name(), Rules.NONE);
    Set<Entity> found = new TreeSet<>();
    collect(event, rules, rules, found);
    Rules ofService = rules.services.get(event.source().service());
    if (ofService != null) {
      collect(event, ofService, rules, found);
    }
    return List.copyOf(found);
  }

  private void collect(ParsedEvent event, Rules rules, Rules general, Set<Entity> found) {
    each(event, rules.users, EntityType.USER, text -> user(text, event, general), found);
    each(event, rules.addresses, EntityType.ADDRESS, Entities::address, found);
    each(event, rules.remotes, EntityType.ADDRESS, Entities::remote, found);
    each(event, rules.sessions, EntityType.SESSION, Entities::opaque, found);
    each(event, rules.tokens, EntityType.TOKEN, Entities::opaque, found);
    each(event, rules.hosts, EntityType.HOST, text -> host(text, general.shortHosts), found);
  }

  /** Makes one spelling of what a field holds; null if it holds no such thing. */
  private interface Normaliser {
    String normalise(String text);
  }

  private void each(
      ParsedEvent event,
      List<String> fields,
      EntityType type,
      Normaliser normaliser,
      Set<Entity> found) {
    for (String field : fields) {
      for (int value : event.values(field)) {
        if (found.size() >= limit) {
          return;
        }
        if (event.kind(value) == ValueKind.TEXT || event.kind(value) == ValueKind.NUMBER) {
          String name = normaliser.normalise(event.text(value));
          if (name != null) {
            found.add(new Entity(type, name));
          }
        }
      }
    }
  }

  private String user(String text, ParsedEvent event, Rules rules) {
    String name = plain(text);
    if (name == null) {
      return null;
    }
    int backslash = name.lastIndexOf('\\');
    if (backslash >= 0) {
      if (notUserDomains.contains(name.substring(0, backslash))) {
        return null;
      }
      name = name.substring(backslash + 1);
    }
    int at = name.indexOf('@');
    if (at > 0) {
      name = name.substring(0, at);
    }
    if (name.isEmpty()
        || name.endsWith("$")
        || name.startsWith("s-1-")
        || notUsers.contains(name)) {
      return null;
    }
    if (!sharedNames.contains(name)) {
      return name;
    }
    for (String field : rules.scope) {
      String scope = event.first(field);
      if (scope != null && plain(scope) != null) {
        return name + '@' + scoped(plain(scope), rules.shortHosts);
      }
    }
    return name;
  }

  private static String scoped(String scope, boolean shortened) {
    return shortened ? firstLabel(scope) : scope;
  }

  private String host(String text, boolean shortened) {
    String name = plain(text);
    if (name == null || Addresses.canonical(name) != null) {
      return null;
    }
    name = name.startsWith("\\\\") ? name.substring(2) : name;
    name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    name = shortened ? firstLabel(name) : name;
    return name.isEmpty() || notHosts.contains(name) ? null : name;
  }

  private static String firstLabel(String name) {
    int dot = name.indexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static String address(String text) {
    String address = Addresses.canonical(text);
    return address != null && Addresses.isSomebody(address) ? address : null;
  }

  private static String remote(String text) {
    String address = address(text);
    return address == null || Addresses.isPrivate(address) ? null : address;
  }

  private static String opaque(String text) {
    String stripped = text.strip();
    return stripped.isEmpty() || stripped.equals("-") || stripped.length() > MAX_NAME
        ? null
        : stripped;
  }

  private static String plain(String text) {
    String opaque = opaque(text);
    return opaque == null ? null : opaque.toLowerCase(Locale.ROOT);
  }
}
