package io.tocsin.bench.checks;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** The system calls that a server needs, and nothing around them. Each answers -1 where it failed. */
class Linux {
    static final int INTERNET = 2; // AF_INET
    static final int STREAM = 1; // SOCK_STREAM
    static final int NOT_BLOCKING = 0x800; // SOCK_NONBLOCK
    static final int SOCKET = 1; // SOL_SOCKET
    static final int REUSE_ADDRESS = 2; // SO_REUSEADDR
    static final int TCP = 6; // IPPROTO_TCP
    static final int DEFER_ACCEPT = 9; // TCP_DEFER_ACCEPT
    static final int ADD = 1; // EPOLL_CTL_ADD
    static final int READABLE = 1; // EPOLLIN
    static final int MORE = 0x8000; // MSG_MORE
    static final int NO_SIGNAL = 0x4000; // MSG_NOSIGNAL

    static final MethodHandle socket = call("socket", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT);
    static final MethodHandle setsockopt = call("setsockopt", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    static final MethodHandle bind = call("bind", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT);
    static final MethodHandle listen = call("listen", JAVA_INT, JAVA_INT, JAVA_INT);
    static final MethodHandle accept4 = call("accept4", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    static final MethodHandle recv = call("recv", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    static final MethodHandle send = call("send", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT);
    static final MethodHandle close = call("close", JAVA_INT, JAVA_INT);
    static final MethodHandle epollCreate = call("epoll_create1", JAVA_INT, JAVA_INT);
    static final MethodHandle epollControl = call("epoll_ctl", JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS);
    static final MethodHandle epollWait = call("epoll_wait", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);

    /** struct epoll_event is packed on x86-64 alone. */
    static final int EVENT_DATA = System.getProperty("os.arch").equals("amd64") ? 4 : 8;

    static final int EVENT_SIZE = EVENT_DATA + 8;

    private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        MemorySegment function = linker.defaultLookup().find(name).orElseThrow();
        return linker.downcallHandle(function, FunctionDescriptor.of(result, arguments));
    }

    /** What a call answered, if it did not fail. */
    static int check(int answer) {
        if (answer < 0) {
            throw new IllegalStateException("A system call failed");
        }
        return answer;
    }
}
