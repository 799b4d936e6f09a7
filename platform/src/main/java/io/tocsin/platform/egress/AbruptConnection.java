package io.tocsin.platform.egress;

import org.apache.hc.client5.http.impl.io.DefaultManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.io.Closer;

/**
 * Closes without TLS's farewell, which waits for a peer that may never read again: a connection must end when its time
 * is over, whatever the other side does.
 */
final class AbruptConnection extends DefaultManagedHttpClientConnection {
    AbruptConnection(Http1Config limits) {
        super("egress", null, null, limits, null, null, null, null);
    }

    @Override
    public void close(CloseMode mode) {
        SocketHolder holder = getSocketHolder();
        if (holder != null) {
            Closer.closeQuietly(holder.getBaseSocket());
        }
        super.close(CloseMode.IMMEDIATE);
    }

    @Override
    public void close() {
        close(CloseMode.IMMEDIATE);
    }
}
