package io.tocsin.bench.checks;

import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;

/**
 * A target without TLS that takes as little as one can of the cores that it shares with the runner: one thread, and four
 * system calls a connection. The kernel hands a connection over when its request is there (as nginx' "deferred" has it), and
 * the last bytes of the answer carry the end of the connection.
 */
class PlainTarget extends Target {
    private static final int BACKLOG = 4096;
    private static final int SECONDS_TO_ASK = 5;
    private static final int LONGEST_REQUEST = 4096;

    private final Arena memory = Arena.ofShared();
    private final MemorySegment events = memory.allocate(PORTS * Linux.EVENT_SIZE, 8);
    private final MemorySegment request = memory.allocate(LONGEST_REQUEST);
    private final MemorySegment answer = memory.allocateFrom(JAVA_BYTE, ANSWER);
    private final int doors;
    private volatile boolean closed;

    PlainTarget(Lateness lateness) throws Throwable {
        super(lateness);
        doors = Linux.check((int) Linux.epollCreate.invokeExact(0));
        for (int i = 0; i < PORTS; i++) {
            open(FIRST_PORT + i);
        }
        Thread.ofPlatform().name("target").daemon().start(this::run);
    }

    @Override
    String origin() {
        return "http://127.0.0.1";
    }

    @Override
    public void close() {
        closed = true;
    }

    private void open(int port) throws Throwable {
        int door = Linux.check((int) Linux.socket.invokeExact(Linux.INTERNET, Linux.STREAM | Linux.NOT_BLOCKING, 0));
        set(door, Linux.SOCKET, Linux.REUSE_ADDRESS, 1);
        set(door, Linux.TCP, Linux.DEFER_ACCEPT, SECONDS_TO_ASK);
        MemorySegment address = memory.allocate(16, 4);
        address.set(JAVA_SHORT, 0, (short) Linux.INTERNET);
        address.set(JAVA_SHORT.withOrder(ByteOrder.BIG_ENDIAN), 2, (short) port);
        address.set(JAVA_INT.withOrder(ByteOrder.BIG_ENDIAN), 4, 0x7f000001);
        Linux.check((int) Linux.bind.invokeExact(door, address, 16));
        Linux.check((int) Linux.listen.invokeExact(door, BACKLOG));
        MemorySegment event = memory.allocate(Linux.EVENT_SIZE, 8);
        event.set(JAVA_INT, 0, Linux.READABLE);
        event.set(JAVA_INT_UNALIGNED, Linux.EVENT_DATA, door);
        Linux.check((int) Linux.epollControl.invokeExact(doors, Linux.ADD, door, event));
    }

    private void set(int socket, int level, int option, int value) throws Throwable {
        MemorySegment number = memory.allocateFrom(JAVA_INT, value);
        Linux.check((int) Linux.setsockopt.invokeExact(socket, level, option, number, 4));
    }

    private void run() {
        try {
            while (!closed) {
                int ready = (int) Linux.epollWait.invokeExact(doors, events, PORTS, 1000);
                for (int i = 0; i < ready; i++) {
                    serve(events.get(JAVA_INT_UNALIGNED, (long) i * Linux.EVENT_SIZE + Linux.EVENT_DATA));
                }
            }
        } catch (Throwable e) {
            throw new IllegalStateException("The target broke", e);
        }
    }

    private void serve(int door) throws Throwable {
        for (int guest = accept(door); guest >= 0; guest = accept(door)) {
            long read = (long) Linux.recv.invokeExact(guest, request, (long) LONGEST_REQUEST, 0);
            if (read > 0) {
                lateness().arrived(monitor());
                long ignored = (long)
                        Linux.send.invokeExact(guest, answer, (long) ANSWER.length, Linux.MORE | Linux.NO_SIGNAL);
            }
            int ignored = (int) Linux.close.invokeExact(guest);
        }
    }

    private int accept(int door) throws Throwable {
        return (int) Linux.accept4.invokeExact(door, NULL, NULL, Linux.NOT_BLOCKING);
    }

    /** The number in "GET /number HTTP/1.1". */
    private int monitor() {
        int monitor = 0;
        for (long i = 5; request.get(JAVA_BYTE, i) != ' '; i++) {
            monitor = monitor * 10 + request.get(JAVA_BYTE, i) - '0';
        }
        return monitor;
    }
}
