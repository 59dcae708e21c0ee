package io.pixelated.streams.local.region;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.layout.PatternLayout;

/**
 * Everything that is logged while this is open, as it would stand in a file: of the product from
 * DEBUG on, of Flink and Kafka from INFO on, with the stack traces of exceptions.
 */
final class LogLines extends AbstractAppender implements AutoCloseable {
  private static final List<String> OTHERS = List.of("org.apache.flink", "org.apache.kafka");
  private static final String OURS = "io.pixelated";

  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  private LogLines() {
    super(
        "scanned",
        null,
        PatternLayout.newBuilder().withPattern("%p %c %t - %m%n%throwable").build(),
        false,
        Property.EMPTY_ARRAY);
  }

  static LogLines open() {
    LogLines opened = new LogLines();
    opened.start();
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    Configuration configuration = context.getConfiguration();
    OTHERS.forEach(name -> opened.listenTo(configuration, name, Level.INFO));
    opened.listenTo(configuration, OURS, Level.DEBUG);
    context.updateLoggers();
    return opened;
  }

  private void listenTo(Configuration configuration, String name, Level level) {
    LoggerConfig logger = new LoggerConfig(name, level, false);
    logger.addAppender(this, level, null);
    configuration.addLogger(name, logger);
  }

  @Override
  public void append(LogEvent event) {
    lines.add(getLayout().toSerializable(event).toString());
  }

  List<String> all() {
    return List.copyOf(lines);
  }

  @Override
  public void close() {
    LoggerContext context = (LoggerContext) LogManager.getContext(false);
    OTHERS.forEach(context.getConfiguration()::removeLogger);
    context.getConfiguration().removeLogger(OURS);
    context.updateLoggers();
    stop();
  }
}
