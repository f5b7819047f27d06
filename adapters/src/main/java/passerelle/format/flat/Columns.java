package passerelle.format.flat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the columns of one file stand.
 *
 * @param number of columns
 * @param places of each field, in the order of the layout: the number of its column, from 0
 */
record Columns(int number, List<Integer> places) {
    Columns {
        places = List.copyOf(places);
    }

    void save(DataOutputStream out) throws IOException {
        out.writeInt(number);
        out.writeInt(places.size());
        for (int place : places) {
            out.writeInt(place);
        }
    }

    static Columns restore(DataInputStream in) throws IOException {
        int number = in.readInt();
        var places = new ArrayList<Integer>();
        for (int left = in.readInt(); left > 0; left--) {
            places.add(in.readInt());
        }
        return new Columns(number, places);
    }
}
