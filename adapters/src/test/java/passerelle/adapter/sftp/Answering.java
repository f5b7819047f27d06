package passerelle.adapter.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;

/** A subsystem named sftp that says the same again and again, whatever it is asked. */
final class Answering implements SubsystemFactory {
    private final Answer answer;

    /** What to say next; an empty answer ends it. */
    interface Answer {
        byte[] to(InputStream in) throws IOException;
    }

    Answering(Answer answer) {
        this.answer = answer;
    }

    @Override
    public String getName() {
        return "sftp";
    }

    @Override
    public Command createSubsystem(ChannelSession channel) {
        return new Talk();
    }

    private final class Talk implements Command {
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();

        @Override
        public void start(ChannelSession channel, Environment env) {
            var thread = new Thread(this::talk);
            thread.setDaemon(true);
            thread.start();
        }

        private void talk() {
            try {
                for (var said = answer.to(in); said.length > 0; said = answer.to(in)) {
                    out.write(said);
                    out.flush();
                }
            } catch (IOException theClientLeft) {
                Thread.currentThread().interrupt();
            }
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
        public void setErrorStream(OutputStream err) {}

        @Override
        public void setExitCallback(ExitCallback callback) {}

        @Override
        public void destroy(ChannelSession channel) {}
    }
}
