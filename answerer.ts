import { answerAll } from "@/lib/offline/thread/child";

// A thread of the server that answers long requests for the offline engine, so that they hold nobody else's.
answerAll();
