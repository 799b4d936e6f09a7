package io.tocsin.ingest.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tocsin.platform.errors.ApiException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MessageTest {
    @Test
    void readsWhatWasWritten() {
        byte[] body = new Proto()
                .varint(1, -1)
                .real(2, 0.5)
                .text(3, "träge")
                .message(4, new Proto().varint(1, 300))
                .fixed64(5, 7)
                .toByteArray();
        Message message = new Message().over(body);

        assertThat(message.next()).isEqualTo(1);
        assertThat(message.varint()).isEqualTo(-1);
        assertThat(message.next()).isEqualTo(2);
        assertThat(message.real()).isEqualTo(0.5);
        assertThat(message.next()).isEqualTo(3);
        assertThat(message.text()).isEqualTo("träge");
        assertThat(message.next()).isEqualTo(4);
        Message inner = new Message().in(message);
        assertThat(inner.next()).isEqualTo(1);
        assertThat(inner.varint()).isEqualTo(300);
        assertThat(inner.next()).isZero();
        assertThat(message.next()).isEqualTo(5);
        message.skip();
        assertThat(message.next()).isZero();
    }

    @Test
    void keepsTheBitsOfANan() {
        long stale = 0x7ff0000000000002L;
        Message message = new Message().over(new Proto().fixed64(1, stale).toByteArray());
        message.next();

        assertThat(Double.doubleToRawLongBits(message.real())).isEqualTo(stale);
    }

    @Test
    void refusesEveryBodyThatEndsTooEarly() {
        byte[] body =
                new Proto().text(1, "four").fixed64(2, 1).varint(3, 1L << 40).toByteArray();
        for (int length = 1; length < body.length; length++) {
            byte[] cut = Arrays.copyOf(body, length);
            if (length == 6 || length == 15) {
                continue; // between two fields
            }
            assertThatThrownBy(() -> readAll(cut)).isInstanceOf(ApiException.class);
        }
    }

    @Test
    void refusesWhatIsNoField() {
        for (byte[] body : new byte[][] {
            {0x00},
            {0x0b},
            {0x0c},
            {0x0f},
            {(byte) 0xff},
            {0x0a, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x0f},
            {0x08, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1}
        }) {
            assertThatThrownBy(() -> readAll(body)).isInstanceOf(ApiException.class);
        }
    }

    private static void readAll(byte[] body) {
        Message message = new Message().over(body);
        while (message.next() != 0) {
            message.skip();
        }
    }
}
