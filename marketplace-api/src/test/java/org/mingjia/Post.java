package org.mingjia;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.List;
import java.util.stream.Stream;

/** The mail server beside the scratch market: it listens on this machine and keeps what it gets. */
public final class Post {

    private static final String LOOPBACK = "127.0.0.1";
    private static final int QUICKLY = 10_000;

    private static GreenMail office;

    private Post() {}

    static synchronized GreenMail office() {
        if (office == null) {
            var setup = new ServerSetup(0, LOOPBACK, ServerSetup.PROTOCOL_SMTP);
            setup.setServerStartupTimeout(QUICKLY);
            office = new GreenMail(setup);
            office.start();
        }
        return office;
    }

    /** What tells a market of this server. */
    static String[] settings() {
        return new String[] {
            "--spring.mail.host=" + LOOPBACK,
            "--spring.mail.port=" + office().getSmtp().getPort(),
            "--mingjia.mail.from=notice@mingjia.example"
        };
    }

    /** What came for an address so far. */
    public static List<MimeMessage> to(String address) {
        return Stream.of(office().getReceivedMessages())
                .filter(mail -> recipient(mail).equals(address))
                .toList();
    }

    private static String recipient(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
