package io.pixelated.streams.jobs.regional.threatcorrelation;

import org.apache.flink.streaming.api.datastream.DataStream;

/**
 * One of several streams that go the same way, and the stage that it comes of. Each is made ready
 * by itself in the tasks that it comes from; what follows a union would be tasks of its own.
 *
 * @param stage a word for operators' uids and names
 * @param stream what comes of it
 */
record OfStage<T>(String stage, DataStream<T> stream) {}
