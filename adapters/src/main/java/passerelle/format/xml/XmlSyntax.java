package passerelle.format.xml;

import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.FileReader;
import passerelle.format.Syntax;
import passerelle.model.Failure;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.Result;

/** XML 1.0, by the hardened reader: a file is one document. */
public final class XmlSyntax implements Syntax {
    @Override
    public Result<XdmNode> read(byte[] raw) {
        return HardenedXml.parse(raw);
    }

    @Override
    public Result<byte[]> write(XdmNode document) {
        return Result.ok(Serialization.utf8(document));
    }

    @Override
    public Optional<FileReader> files(WrongTotals rule) {
        return Optional.empty();
    }

    @Override
    public Optional<byte[]> answer(
            InputStream file, WrongTotals rule, Map<Long, List<Failure>> refused, String id, Instant at) {
        return Optional.empty();
    }
}
