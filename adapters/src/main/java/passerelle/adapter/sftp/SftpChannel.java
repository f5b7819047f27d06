package passerelle.adapter.sftp;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.sftp.common.SftpConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.PartnerId;

/** The {@code sftp} subsystem of one SSH channel: reads a request, answers it, until the client goes. */
final class SftpChannel implements Command {
    private static final Logger log = LoggerFactory.getLogger(SftpChannel.class);

    private final PartnerId partner;
    private final SftpRequests requests;
    private final Executor threads;
    private final AtomicBoolean over = new AtomicBoolean();
    private InputStream in = InputStream.nullInputStream();
    private OutputStream out = OutputStream.nullOutputStream();
    private ExitCallback exit = (code, message, closeImmediately) -> {};

    SftpChannel(PartnerId partner, PartnerTree tree, Executor threads) {
        this.partner = partner;
        this.requests = new SftpRequests(partner, tree);
        this.threads = threads;
    }

    @Override
    public void setInputStream(InputStream in) {
        this.in = in;
    }

    @Override
    public void setOutputStream(OutputStream out) {
        this.out = out;
    }

    @Override
    public void setErrorStream(OutputStream err) {
        // Nothing of ours is told there.
    }

    @Override
    public void setExitCallback(ExitCallback callback) {
        this.exit = callback;
    }

    @Override
    public void start(ChannelSession channel, Environment env) {
        threads.execute(this::run);
    }

    @Override
    public void destroy(ChannelSession channel) throws IOException {
        over.set(true);
        // Wakes the thread that waits for a request; it lets go of the open files itself.
        in.close();
    }

    private void run() {
        try (requests) {
            converse();
        } catch (ProtocolException e) {
            log.warn("{} does not speak SFTP", partner);
        } catch (EOFException e) {
            log.info("{} left in the middle of a request", partner);
        } catch (IOException e) {
            log.debug("{} connection ended: {}", partner, e.getClass().getSimpleName());
        } catch (RuntimeException e) {
            log.error("{} SFTP channel failed", partner, e);
        } finally {
            if (!over.get()) {
                exit.onExit(0);
            }
        }
    }

    private void converse() throws IOException {
        var first = Packet.read(in);
        if (first.isEmpty()) {
            return;
        }
        if (first.get().type() != SftpConstants.SSH_FXP_INIT) {
            throw new ProtocolException("SFTP begins with INIT");
        }
        SftpRequests.greeting().send(out);
        for (var request = Packet.read(in); request.isPresent(); request = Packet.read(in)) {
            requests.answer(request.get()).send(out);
        }
    }
}
