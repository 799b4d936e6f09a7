package io.tocsin.platform.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Asks the system what a name resolves to. */
@FunctionalInterface
interface NameLookup {
    InetAddress[] lookUp(String host) throws UnknownHostException, InterruptedException;
}
