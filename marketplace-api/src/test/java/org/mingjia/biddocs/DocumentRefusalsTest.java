package org.mingjia.biddocs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mingjia.PublishedRequests.ITEM;
import static org.mingjia.biddocs.SealedDocuments.bid;
import static org.mingjia.biddocs.SealedDocuments.handle;
import static org.mingjia.biddocs.SealedDocuments.pdf;
import static org.mingjia.biddocs.SealedDocuments.upload;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingjia.People.Person;
import org.mingjia.PublishedRequests;
import org.mingjia.PublishedRequests.Published;
import org.mingjia.Scratch;
import org.mingjia.Sending.Answer;
import org.mingjia.admission.Applicant;

/** Documents that are refused, and handles that do not count. */
class DocumentRefusalsTest {

    @Test
    void aHandleCountsForNobodyElseAndForNoOtherLotAndOnlyAsItWasAnswered() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Person other = PublishedRequests.seller(ITEM, 50_000);
        Published request = published();
        Published elsewhere = published();
        String lot = request.lot(1);
        Answer own = upload(bidder, lot, "方案.pdf", Applicant.A_PDF);
        Answer second = upload(bidder, lot, "方案二.pdf", Applicant.A_PDF);

        assertThat(refusal(other, lot, handle(own))).isEqualTo("#/documents/0/id own-document");
        assertThat(refusal(bidder, elsewhere.lot(1), handle(own)))
                .isEqualTo("#/documents/0/id own-document");
        assertThat(refusal(bidder, lot, with(own, "key", "ab".repeat(32))))
                .isEqualTo("#/documents/0/key document-key");
        assertThat(refusal(bidder, lot, with(own, "key", second.text("key"))))
                .isEqualTo("#/documents/0/key document-key");
        assertThat(refusal(bidder, lot, with(own, "key", "no key")))
                .isEqualTo("#/documents/0/key document-key");
        assertThat(refusal(bidder, lot, with(own, "name", "别的.pdf")))
                .isEqualTo("#/documents/0/name document-changed");
        assertThat(refusal(bidder, lot, with(own, "size", 7)))
                .isEqualTo("#/documents/0/name document-changed");
        assertThat(refusal(bidder, lot, with(own, "sha256", "00".repeat(32))))
                .isEqualTo("#/documents/0/name document-changed");
        assertThat(refusal(bidder, lot, with(own, "name", "一\n二")))
                .isEqualTo("#/documents/0/name document-name");
        assertThat(refusal(bidder, lot, Map.of("id", own.text("id"))))
                .isEqualTo("#/documents/0 required");
        assertThat(refusal(bidder, lot, handle(second), handle(own), handle(own)))
                .isEqualTo("#/documents/2/id twice");
        assertThat(
                        refusal(
                                bidder,
                                lot,
                                IntStream.range(0, 11).mapToObj(_ -> handle(own)).toArray()))
                .isEqualTo("#/documents too-many");
        assertThat(bid(bidder, lot, 9_000, own, second).status()).isEqualTo(201);
    }

    private static Map<String, Object> with(Answer upload, String member, Object value) {
        var changed = handle(upload);
        changed.put(member, value);
        return changed;
    }

    private static String refusal(Person by, String lot, Object... documents) {
        Answer answer = bid(by, lot, 9_000, List.of(documents));
        assertThat(answer.status()).as("%s", answer).isEqualTo(422);
        var error = answer.body().path("errors").get(0);
        return error.path("pointer").asString() + " " + error.path("rule").asString();
    }

    @Test
    void whatIsNoAcceptedFileOrTooLargeOrTooLateIsRefused() {
        Person bidder = PublishedRequests.seller(ITEM, 50_000);
        Published request = published();
        String lot = request.lot(1);

        assertThat(upload(bidder, lot, "方案.pdf", new byte[] {'M', 'Z', 0, 1}).text("rule"))
                .isEqualTo("file-format");
        assertThat(upload(bidder, lot, "空.pdf", new byte[0]).status()).isEqualTo(415);
        assertThat(upload(bidder, lot, "大.pdf", pdf("大", 20 * 1024 * 1024 + 1)).status())
                .isEqualTo(413);
        assertThat(upload(bidder, request.lot(2), "方案.pdf", Applicant.A_PDF).status())
                .isEqualTo(404);
        assertThat(count(request)).isZero();
        assertThat(upload(bidder, lot, "大.pdf", pdf("大", 20 * 1024 * 1024)).status())
                .isEqualTo(201);
        request.due();
        assertThat(upload(bidder, lot, "晚.pdf", Applicant.A_PDF).problem())
                .isEqualTo("bidding-closed");
        assertThat(count(request)).isEqualTo(1);
    }

    private static long count(Published request) {
        return Scratch.count(
                "select count(*) from sealed_document where request_id = ?", request.id());
    }

    private static Published published() {
        return PublishedRequests.of(ITEM, 10_000).publish();
    }
}
