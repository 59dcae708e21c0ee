package io.pixelated.streams.jobs.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.GlobalConfiguration;

/**
 * The arguments of a job: {@code -Dkey=value}, as often as needed, and {@code --config DIR} for a
 * directory with Flink's {@code config.yaml}.
 */
public final class JobArguments {
  private JobArguments() {}

  /**
   * The configuration that the arguments say; {@code -D} wins over the file.
   *
   * @throws InvalidSettingsException if an argument is neither
   */
  public static Configuration read(String[] arguments) {
    Configuration properties = new Configuration();
    List<String> problems = new ArrayList<>();
    String directory = null;
    for (int i = 0; i < arguments.length; i++) {
      String argument = arguments[i];
      int equals = argument.indexOf('=');
      if (argument.equals("--config") && i + 1 < arguments.length) {
        directory = arguments[++i];
      } else if (argument.startsWith("-D") && equals > 2) {
        properties.setString(argument.substring(2, equals), argument.substring(equals + 1));
      } else {
        problems.add("argument '" + argument + "' is not understood; use -Dkey=value");
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidSettingsException(problems);
    }
    if (directory == null) {
      return properties;
    }
    Configuration configuration =
        GlobalConfiguration.loadConfiguration(Path.of(directory).toString());
    configuration.addAll(properties);
    return configuration;
  }
}
