package io.pixelated.streams.bench.sigma.linearity;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Events of any size that give the engine as much work as they can. */
final class HostileEvents {
  /** An event may not have more values. */
  private static final int MOST_VALUES = 16_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, IntFunction<byte[]>> kinds = new LinkedHashMap<>();

  HostileEvents(Literals literals, List<String> scripts) {
    for (String field : List.of("CommandLine", "Image", "ParentCommandLine")) {
      full(field + " of own literals", field, String.join(" ", literals.in(field)));
    }
    full("CommandLine of powershell", "CommandLine", "powershell.exe -NoP -enc -w hidden IEX ");
    full("CommandLine of one letter", "CommandLine", "a");
    full("CommandLine of near misses", "CommandLine", String.join(" ", literals.nearMisses()));
    full("CommandLine of backslashes", "CommandLine", "\\");
    full("CommandLine not ASCII", "CommandLine", "\u0130\u017f\u212a\ud83d\ude00\u00e9");
    full("CommandLine of digits", "CommandLine", "1234567890");
    full("CommandLine regex bait", "CommandLine", bait(literals));
    full("CommandLine of w..#", "CommandLine", "wa1zz9 w2b$ ");
    kinds.put("CommandLine escaped", size -> escaped(size));
    kinds.put("CommandLine array", size -> members(size, literals.in("CommandLine")));
    kinds.put("CommandLine repeated", size -> repeatedKeys(size));
    kinds.put("many fields", HostileEvents::manyFields);
    kinds.put("fields of rules", size -> ruleFields(size, literals));
    kinds.put("nested deeply", HostileEvents::nested);
    kinds.put("script blocks", size -> script(size, String.join("\n", scripts)));
    kinds.put(
        "script of own literals",
        size -> script(size, String.join(" ", literals.in("ScriptBlockText"))));
    for (String service : List.of("sshd", "auditd", "syslog")) {
      kinds.put("linux " + service + " keywords", size -> keywords(size, service, literals));
    }
    kinds.put("web server keywords", size -> webServer(size, literals));
  }

  /** By name, makers of events of at most so many bytes, and nearly as many. */
  Map<String, IntFunction<byte[]>> kinds() {
    return kinds;
  }

  /** What a regular expression nearly matches, in the field it looks at. */
  static byte[] bait(Literals.Sought regex, int size) {
    return fitted(size, n -> processCreation(regex.field(), repeated(bait(regex.text()), n)));
  }

  private void full(String name, String field, String text) {
    kinds.put(name, size -> fitted(size, n -> processCreation(field, repeated(text, n))));
  }

  private static String bait(Literals literals) {
    List<String> baits = new ArrayList<>();
    literals.regexes().forEach(regex -> baits.add(bait(regex.text())));
    return String.join(" ", baits);
  }

  private static String bait(String regex) {
    String bait =
        regex
            .replaceAll("\\(\\?[a-z<!=:]+", "")
            .replaceAll("\\\\[wdsbWDSB]", "a ")
            .replaceAll("\\{\\d+,?\\d*}|[\\[\\](){}+*?|^$]", "");
    return bait.isEmpty() ? "a" : bait;
  }

  private static byte[] escaped(int size) {
    String head =
        "{\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"EventID\":1,\"CommandLine\":\"";
    int escapes = (size - head.length() - 2) / 6;
    return (head + "\\u0061".repeat(escapes) + "\"}").getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] members(int size, List<String> values) {
    return fitted(
        size,
        n -> {
          List<String> members = new ArrayList<>();
          for (int i = 0, left = n; left > 0 && i < MOST_VALUES; i++) {
            String member = values.get(i % values.size());
            members.add(member);
            left -= member.length();
          }
          return processCreation("CommandLine", members);
        });
  }

  private static byte[] repeatedKeys(int size) {
    String head = "{\"Channel\":\"Microsoft-Windows-Sysmon/Operational\",\"EventID\":1";
    String member = ",\"CommandLine\":\"whoami /all powershell -enc\"";
    int members = Math.min(MOST_VALUES, (size - head.length() - 1) / member.length());
    return (head + member.repeat(members) + '}').getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] manyFields(int size) {
    return fitted(
        size,
        n -> {
          int fields = Math.min(MOST_VALUES, n / 40);
          Map<String, Object> event = processCreation("CommandLine", "whoami");
          for (int i = 0; i < fields; i++) {
            event.put("FieldNumber" + i, repeated("value" + i, Math.max(12, n / fields - 26)));
          }
          return event;
        });
  }

  private static byte[] ruleFields(int size, Literals literals) {
    List<String> fields =
        List.of(
            "CommandLine",
            "Image",
            "ParentImage",
            "ParentCommandLine",
            "OriginalFileName",
            "User",
            "TargetFilename",
            "TargetObject",
            "Details",
            "ImageLoaded",
            "Hashes",
            "Description",
            "Product");
    return fitted(
        size,
        n -> {
          Map<String, Object> event = processCreation("CommandLine", "");
          for (String field : fields) {
            event.put(field, repeated(String.join(" ", literals.in(field)), n / fields.size()));
          }
          return event;
        });
  }

  private static byte[] nested(int size) {
    return fitted(
        size,
        n -> {
          Map<String, Object> event = processCreation("CommandLine", "whoami");
          int depth = 60;
          int chains = Math.max(1, Math.min(MOST_VALUES / (depth + 2), n / (depth * 14)));
          for (int chain = 0; chain < chains; chain++) {
            Object inner = repeated("powershell -enc ", Math.max(20, n / chains - depth * 14));
            for (int i = 0; i < depth; i++) {
              inner = Map.of("level" + (i * 31 + chain) % 97, inner);
            }
            event.put("chain" + chain, inner);
          }
          return event;
        });
  }

  private static byte[] script(int size, String text) {
    return fitted(
        size,
        n -> {
          Map<String, Object> event = new LinkedHashMap<>();
          event.put("Channel", "Microsoft-Windows-PowerShell/Operational");
          event.put("EventID", 4104);
          event.put("ScriptBlockText", repeated(text, n));
          return event;
        });
  }

  private static byte[] keywords(int size, String service, Literals literals) {
    return fitted(
        size,
        n ->
            new LinkedHashMap<>(
                Map.of(
                    "product",
                    "linux",
                    "service",
                    service,
                    "message",
                    repeated(String.join(" ", literals.keywords()), n))));
  }

  private static byte[] webServer(int size, Literals literals) {
    List<String> texts = new ArrayList<>(literals.keywords());
    texts.addAll(literals.in("cs-uri-query"));
    return fitted(
        size,
        n -> {
          Map<String, Object> event = new LinkedHashMap<>();
          event.put("category", "webserver");
          int fields = Math.min(1_000, n / 64 + 1);
          String all = repeated(String.join(" ", texts), n);
          for (int i = 0; i < fields; i++) {
            int from = (int) ((long) n * i / fields);
            event.put("field" + i, all.substring(from, (int) ((long) n * (i + 1) / fields)));
          }
          event.put("cs-uri-query", all.substring(0, Math.min(n, 2_000)));
          return event;
        });
  }

  private static Map<String, Object> processCreation(String field, Object value) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("Channel", "Microsoft-Windows-Sysmon/Operational");
    event.put("EventID", 1);
    event.put("SourceName", "Microsoft-Windows-Sysmon");
    event.put("Image", "C:\\Windows\\System32\\cmd.exe");
    event.put("ParentCommandLine", "explorer.exe");
    event.put(field, value);
    return event;
  }

  private static String repeated(String text, int length) {
    int times = length / text.length() + 1;
    return text.repeat(times).substring(0, Math.max(0, length));
  }

  /** The event of a payload so long that its JSON is just short of {@code size} bytes. */
  private static byte[] fitted(int size, IntFunction<Map<String, Object>> ofLength) {
    int length = size;
    while (true) {
      byte[] json = write(ofLength.apply(length));
      if (json.length <= size) {
        return json;
      }
      length = (int) Math.min(length - 1L, (long) length * size / json.length - 8);
      if (length < 0) {
        throw new IllegalArgumentException("no event of this kind has only " + size + " bytes");
      }
    }
  }

  private static byte[] write(Map<String, Object> event) {
    try {
      return JSON.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sizes that are measured, in bytes. */
  static int[] sizes() {
    return IntStream.of(2, 4, 16, 64, 256, 1024).map(kib -> kib << 10).toArray();
  }
}
