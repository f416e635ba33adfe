/**
 * 密封报价附件 Documents of a sealed bid. Each is encrypted on its way in under a key that is drawn for
 * it, answered to the bidder, and kept nowhere: the bidder names document and key in its bid, which
 * is sealed to the request's opening key, and so nobody who has the database and the store of files
 * can read a document, its name or its length to the kilobyte, or tell whose it is, before the bids
 * are opened. What never comes into a bid that is opened, nobody can ever read.
 *
 * <p>While a file is checked and encrypted it lies in the clear in this machine's temporary folder,
 * as every upload does; the store of files gets ciphertext alone.
 */
@NullMarked
@ApplicationModule(
        displayName = "密封报价附件",
        allowedDependencies = {"platform", "web", "apidoc", "files", "sealing", "db"})
package org.mingjia.biddocs;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
