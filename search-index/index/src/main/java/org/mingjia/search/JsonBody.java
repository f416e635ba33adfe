package org.mingjia.search;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes one JSON text to bytes; nesting in the code is nesting in the text. */
final class JsonBody {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final ByteArrayOutputStream bytes;
    private final JsonGenerator json;

    JsonBody(int expectedBytes) {
        bytes = new ByteArrayOutputStream(expectedBytes);
        json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes);
    }

    byte[] toBytes() {
        json.flush();
        return bytes.toByteArray();
    }

    JsonBody object(Runnable members) {
        json.writeStartObject();
        members.run();
        json.writeEndObject();
        return this;
    }

    JsonBody object(String name, Runnable members) {
        json.writeName(name);
        return object(members);
    }

    JsonBody array(String name, Runnable elements) {
        json.writeName(name);
        json.writeStartArray();
        elements.run();
        json.writeEndArray();
        return this;
    }

    void beginArray(String name) {
        json.writeName(name);
        json.writeStartArray();
    }

    void endArray() {
        json.writeEndArray();
    }

    JsonBody member(String name, String value) {
        json.writeStringProperty(name, value);
        return this;
    }

    JsonBody member(String name, long value) {
        json.writeNumberProperty(name, value);
        return this;
    }

    JsonBody member(String name, boolean value) {
        json.writeBooleanProperty(name, value);
        return this;
    }

    JsonBody nullMember(String name) {
        json.writeNullProperty(name);
        return this;
    }

    /** Copies the inside of an object as the last members of the one being written. */
    JsonBody rawMembers(byte[] source, int from, int to) {
        json.writeRaw(',');
        json.flush();
        bytes.write(source, from, to - from);
        return this;
    }
}
