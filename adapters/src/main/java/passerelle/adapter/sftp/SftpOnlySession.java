package passerelle.adapter.sftp;

import java.io.IOException;
import java.util.List;
import org.apache.sshd.common.channel.Channel;
import org.apache.sshd.common.channel.ChannelFactory;
import org.apache.sshd.common.channel.RequestHandler;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.util.buffer.Buffer;
import org.apache.sshd.server.channel.ChannelSession;

/** A session channel that does {@code subsystem} requests and nothing else: no environment, terminal, shell or command. */
final class SftpOnlySession extends ChannelSession {
    static final ChannelFactory FACTORY = new ChannelFactory() {
        @Override
        public String getName() {
            return "session";
        }

        @Override
        public Channel createChannel(Session session) {
            return new SftpOnlySession();
        }
    };

    private SftpOnlySession() {
        super(List.of());
    }

    @Override
    protected RequestHandler.Result handleInternalRequest(String requestType, boolean wantReply, Buffer buffer)
            throws IOException {
        return requestType.equals("subsystem")
                ? super.handleInternalRequest(requestType, wantReply, buffer)
                : RequestHandler.Result.ReplyFailure;
    }
}
