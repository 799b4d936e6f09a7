package io.tocsin.ingest.probes;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;

/** A resolver on loopback that answers what the test says. */
final class NameServer implements AutoCloseable {
    private final DatagramSocket socket;
    private final Function<Record, List<Record>> answers;

    /** A question that is sent again, because its answer was late, is answered like the first time. */
    private final Map<String, byte[]> replies = new HashMap<>();

    private NameServer(Function<Record, List<Record>> answers) throws IOException {
        this.socket = new DatagramSocket(0, InetAddress.ofLiteral("127.0.0.1"));
        this.answers = answers;
        Thread.ofVirtual().start(this::serve);
    }

    /** @param answers records for a question; none means that the name does not exist; null that nobody answers */
    static NameServer answering(Function<Record, List<Record>> answers) throws IOException {
        return new NameServer(answers);
    }

    String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        byte[] bytes = new byte[4096];
        try {
            while (true) {
                DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
                socket.receive(packet);
                Message question = new Message(Arrays.copyOf(bytes, packet.getLength()));
                byte[] reply = replies.computeIfAbsent(
                        question.getHeader().getID() + " " + question.getQuestion(), _ -> reply(question));
                if (reply.length > 0) {
                    socket.send(new DatagramPacket(reply, reply.length, packet.getSocketAddress()));
                }
            }
        } catch (IOException _) {
            // closed: the test is over
        }
    }

    private byte[] reply(Message question) {
        List<Record> records = answers.apply(question.getQuestion());
        if (records == null) {
            return new byte[0];
        }
        Message reply = new Message(question.getHeader().getID());
        reply.getHeader().setFlag(Flags.QR);
        reply.getHeader().setFlag(Flags.RA);
        reply.addRecord(question.getQuestion(), Section.QUESTION);
        if (records.isEmpty()) {
            reply.getHeader().setRcode(Rcode.NXDOMAIN);
        }
        records.forEach(record -> reply.addRecord(record, Section.ANSWER));
        return reply.toWire();
    }
}
